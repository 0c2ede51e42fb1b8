import { readFile, stat } from 'node:fs/promises';
import * as v from 'valibot';
import { conversationKey, type Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';
import { appendLine, parseLines } from './jsonLines';

const recordSchema = v.object({
  chatbot: v.object({ origin: v.string(), id: v.string(), name: v.optional(v.string()) }),
  id: v.pipe(v.string(), v.nonEmpty()),
  greeting: v.optional(v.string()),
  userName: v.optional(v.string()),
  userEmail: v.optional(v.string()),
  // As far as `Date` goes.
  createdAt: v.pipe(v.number(), v.minValue(-8.64e15), v.maxValue(8.64e15)),
  openedById: v.optional(v.literal(true)),
});

export interface RecordEvents {
  /** Told why the disk refused; the conversation is then kept in memory alone. */
  recordFailed(reason: unknown): void;
  changed(): void;
}

/**
 * Keeps the record as a file of JSON lines that only ever grows at its end, so that several
 * windows can write it and a crash costs at most the line being written.
 */
export class ConversationFile implements ConversationStore {
  private readonly inMemory: Conversation[] = [];
  private cached: { version: string; conversations: Conversation[] } | undefined;

  constructor(
    private readonly path: string,
    private readonly events: RecordEvents,
  ) {}

  async add(conversation: Conversation): Promise<void> {
    try {
      await appendLine(this.path, conversation);
    } catch (reason) {
      this.inMemory.push(conversation);
      this.events.recordFailed(reason);
    }
    this.events.changed();
  }

  async list(): Promise<Conversation[]> {
    const kept = await this.read();
    // Recorded twice is one conversation all the same, as it was said last.
    const byKey = new Map([...kept, ...this.inMemory].map((each) => [conversationKey(each), each]));
    return [...byKey.values()].reverse().sort((a, b) => b.createdAt - a.createdAt);
  }

  async find(conversationId: string): Promise<Conversation | undefined> {
    return (await this.list()).find(({ id }) => id === conversationId);
  }

  /** What could be read last stays known if it can't be read now. */
  private async read(): Promise<Conversation[]> {
    try {
      const { size, mtimeMs } = await stat(this.path);
      const version = `${size}/${mtimeMs}`;
      if (this.cached?.version !== version) {
        const text = await readFile(this.path, 'utf8');
        this.cached = { version, conversations: parseLines(text, recordSchema) };
      }
    } catch (reason) {
      const isNoneYet = (reason as NodeJS.ErrnoException).code === 'ENOENT';
      if (isNoneYet) this.cached = undefined;
      else this.events.recordFailed(reason);
    }
    return this.cached?.conversations ?? [];
  }
}
