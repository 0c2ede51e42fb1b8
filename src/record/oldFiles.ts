import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { conversationKey, keyOf, type Conversation, refOf } from '../conversations/conversation';
import { parseLines } from '../conversations/jsonLines';
import { endStates } from '../conversations/turn';
import { putConversation } from './conversationRows';
import { duration, time } from './milliseconds';
import { knownWaysOut } from './knownWaysOut';
import type { ConversationRef, RecordOptions } from './protocol';
import type { Store } from './store';
import { addText, beginTurn, endTurn, letGoOfOwn } from './turnRows';
import { saveDraft } from './drafts';

/** As version 0.1.0 wrote them. */
const conversationSchema = v.object({
  chatbot: v.object({ origin: v.string(), id: v.string(), name: v.optional(v.string()) }),
  id: v.pipe(v.string(), v.nonEmpty()),
  greeting: v.optional(v.string()),
  userName: v.optional(v.string()),
  userEmail: v.optional(v.string()),
  createdAt: time,
  openedById: v.optional(v.literal(true)),
});

const entrySchema = v.variant('type', [
  v.object({ type: v.literal('sent'), turn: v.string(), message: v.string(), at: time }),
  v.object({ type: v.literal('text'), turn: v.string(), text: v.string() }),
  v.object({
    type: v.literal('ended'),
    turn: v.string(),
    state: v.picklist(endStates),
    firstTextMs: v.optional(duration),
    totalMs: v.optional(duration),
    trouble: v.optional(v.object({ message: v.string(), waysOut: knownWaysOut })),
  }),
]);

/** Whose turns they are while they are brought in. */
const nobody = '';

type OldFiles = NonNullable<RecordOptions['oldFiles']>;

/** Brings in what was kept before there was a database. The files stay as they are. */
export function bringIn(store: Store, files: OldFiles): void {
  const lines = parseLines(read(files.conversations), conversationSchema);
  // What comes in the order of time is quicker to index.
  const conversations = new Map(lines.map((each) => [conversationKey(each), each]));
  for (const each of [...conversations.values()].sort((a, b) => a.createdAt - b.createdAt)) {
    const row = putConversation(store, each);
    const said = filesOf(conversationKey(each), files);
    bringInTurns(store, row, each, read(said.turns));
    const draft = read(said.draft);
    if (draft !== '') saveDraft(store.sql, refOf(each), { draft });
  }
  letGoOfOwn(store, nobody);
}

/**
 * What is deleted from the record would come back from here if the record had to begin anew.
 * @returns whether it is out of all files
 */
export function takeOut(files: OldFiles, deleted: readonly ConversationRef[]): boolean {
  const keys = new Set(deleted.map(keyOf));
  try {
    const lines = readFileSync(files.conversations, 'utf8').split('\n');
    const stay = lines.filter((line) => {
      const [conversation] = parseLines(line, conversationSchema);
      return !conversation || !keys.has(conversationKey(conversation));
    });
    if (stay.length < lines.length) {
      const rewritten = `${files.conversations}.new`;
      writeFileSync(rewritten, stay.join('\n'), { mode: 0o600, flush: true });
      renameSync(rewritten, files.conversations);
    }
    for (const key of keys) {
      for (const file of Object.values(filesOf(key, files))) rmSync(file, { force: true });
    }
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

function filesOf(key: string, { transcripts }: OldFiles): { turns: string; draft: string } {
  const name = createHash('sha256').update(key).digest('hex');
  return { turns: join(transcripts, `${name}.jsonl`), draft: join(transcripts, `${name}.draft`) };
}

function bringInTurns(store: Store, row: number, conversation: Conversation, lines: string): void {
  const ref = refOf(conversation);
  for (const [number, entry] of parseLines(lines, entrySchema).entries()) {
    if (entry.type === 'sent') {
      const { turn, message, at } = entry;
      beginTurn(store, row, { type: 'begin', conversation, turn, message, at }, nobody);
    } else if (entry.type === 'text') addText(store, row, { ...entry, ref, number });
    else {
      const { turn, state, firstTextMs, totalMs, trouble } = entry;
      endTurn(store, row, {
        ...{ type: 'end', ref, turn, state },
        ...(firstTextMs !== undefined && { firstTextMs }),
        ...(totalMs !== undefined && { totalMs }),
        ...(trouble && { trouble }),
      });
    }
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
