import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';

const recordSchema = v.object({
  chatbot: v.object({ origin: v.string(), id: v.string(), name: v.optional(v.string()) }),
  id: v.pipe(v.string(), v.nonEmpty()),
  greeting: v.optional(v.string()),
  userName: v.optional(v.string()),
  userEmail: v.optional(v.string()),
  createdAt: v.pipe(v.number(), v.finite()),
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
      await mkdir(dirname(this.path), { recursive: true });
      // The line break in front closes a line that a crash may have left open.
      await appendFile(this.path, `\n${JSON.stringify(conversation)}\n`, {
        mode: 0o600,
        flush: true,
      });
    } catch (reason) {
      this.inMemory.push(conversation);
      this.events.recordFailed(reason);
    }
    this.events.changed();
  }

  async list(): Promise<Conversation[]> {
    const kept = await this.read();
    return [...kept, ...this.inMemory].sort((a, b) => b.createdAt - a.createdAt);
  }

  async find(conversationId: string): Promise<Conversation | undefined> {
    return (await this.list()).find(({ id }) => id === conversationId);
  }

  private async read(): Promise<Conversation[]> {
    let version: string;
    try {
      const { size, mtimeMs } = await stat(this.path);
      version = `${size}/${mtimeMs}`;
    } catch {
      return [];
    }
    if (this.cached?.version !== version) {
      const text = await readFile(this.path, 'utf8');
      this.cached = { version, conversations: text.split('\n').flatMap(parseLine) };
    }
    return this.cached.conversations;
  }
}

/** Nothing for an empty or damaged line: the others still count. */
function parseLine(line: string): Conversation[] {
  if (line === '') return [];
  try {
    return [v.parse(recordSchema, JSON.parse(line))];
  } catch {
    return [];
  }
}
