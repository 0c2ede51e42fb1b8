import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { waysOut } from '../shared/failureView';
import { conversationKey, type Conversation } from './conversation';
import { appendLine, parseLines } from './jsonLines';
import type { Transcript, TranscriptEntry, TranscriptStore } from './transcriptStore';
import { endStates, type Turn } from './turn';

/** Another version may know more of them. */
const knownWaysOut = v.pipe(
  v.array(v.string()),
  v.transform((ids) => waysOut.filter((id) => ids.includes(id))),
);

const entrySchema = v.variant('type', [
  v.object({ type: v.literal('sent'), turn: v.string(), message: v.string(), at: v.number() }),
  v.object({ type: v.literal('text'), turn: v.string(), text: v.string() }),
  v.object({
    type: v.literal('ended'),
    turn: v.string(),
    state: v.picklist(endStates),
    firstTextMs: v.optional(v.number()),
    totalMs: v.optional(v.number()),
    trouble: v.optional(v.object({ message: v.string(), waysOut: knownWaysOut })),
  }),
]);

/** Keeps two files a conversation: what happened to its turns, line by line, and the draft. */
export class TranscriptFiles implements TranscriptStore {
  private readonly drafts = new Map<string, { latest: string; writing: Promise<boolean> }>();

  constructor(
    private readonly folder: string,
    /** Told why the disk refused. */
    private readonly failed: (reason: unknown) => void,
  ) {}

  async read(conversation: Conversation): Promise<Transcript> {
    const [lines, draft] = await Promise.all([
      this.readText(this.path(conversation, 'jsonl')),
      this.readText(this.path(conversation, 'draft')),
    ]);
    return { turns: toTurns(parseLines(lines, entrySchema)), draft };
  }

  async append(conversation: Conversation, entry: TranscriptEntry): Promise<boolean> {
    try {
      await appendLine(this.path(conversation, 'jsonl'), entry);
      return true;
    } catch (reason) {
      this.failed(reason);
      return false;
    }
  }

  async saveDraft(conversation: Conversation, draft: string): Promise<boolean> {
    const path = this.path(conversation, 'draft');
    const saving = this.drafts.get(path);
    if (saving) {
      // What is being written is out of date already; the one who writes it goes on with this.
      saving.latest = draft;
      return saving.writing;
    }
    const started = { latest: draft, writing: Promise.resolve(false) };
    this.drafts.set(path, started);
    started.writing = this.writeDrafts(path, started);
    return started.writing;
  }

  /** @returns whether the last of them is kept. */
  private async writeDrafts(path: string, saving: { latest: string }): Promise<boolean> {
    let written: string | undefined;
    let isKept = false;
    try {
      while (written !== saving.latest) {
        written = saving.latest;
        isKept = await this.writeDraft(path, written);
      }
    } finally {
      // At once: whoever comes now is not heard here any more.
      this.drafts.delete(path);
    }
    return isKept;
  }

  private async writeDraft(path: string, draft: string): Promise<boolean> {
    try {
      await mkdir(this.folder, { recursive: true });
      // Beside it first: a draft half written would be a draft lost.
      await writeFile(`${path}.new`, draft, { mode: 0o600 });
      await rename(`${path}.new`, path);
      return true;
    } catch (reason) {
      this.failed(reason);
      return false;
    }
  }

  private async readText(path: string): Promise<string> {
    try {
      return await readFile(path, 'utf8');
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code !== 'ENOENT') this.failed(reason);
      return '';
    }
  }

  /** IDs are opaque, and not every one of them can be the name of a file. */
  private path(conversation: Conversation, extension: string): string {
    const name = createHash('sha256').update(conversationKey(conversation)).digest('hex');
    return join(this.folder, `${name}.${extension}`);
  }
}

function toTurns(entries: TranscriptEntry[]): Turn[] {
  const turns = new Map<string, Turn>();
  for (const entry of entries) {
    if (entry.type === 'sent') {
      const { turn: id, message, at: sentAt } = entry;
      turns.set(id, { id, message, sentAt, answer: '', state: 'sending' });
      continue;
    }
    const turn = turns.get(entry.turn);
    if (!turn) continue;
    if (entry.type === 'text') {
      turn.answer += entry.text;
      turn.state = 'answering';
    } else {
      const { state, firstTextMs, totalMs, trouble } = entry;
      Object.assign(turn, {
        state,
        ...(firstTextMs !== undefined && { firstTextMs }),
        ...(totalMs !== undefined && { totalMs }),
        ...(trouble && { trouble }),
      });
    }
  }
  return [...turns.values()];
}
