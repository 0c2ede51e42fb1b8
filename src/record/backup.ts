import * as v from 'valibot';
import { keyOf, refOf } from '../conversations/conversation';
import { endStates } from '../conversations/turn';
import { mostAtOnce } from './backupFile';
import { recordedSchema, type BackupConversation, type RestoredConversation } from './backupFormat';
import { toConversation, type ConversationRow } from './conversationRows';
import type {
  BackupEntry,
  BackupPage,
  ConversationRef,
  RecordedConversation,
  RecordedTranscript,
} from './protocol';
import { rowOf, type Store } from './store';
import { readTranscript } from './turnRows';
import type { Writer } from './writes';

/** The conversations after a row, oldest first, each as a piece of JSON. */
export function backupPage(
  store: Store,
  { after, limit }: { after: number; limit: number },
  reader: Writer,
): BackupPage {
  const rows = store.sql.all<ConversationRow>(
    `SELECT * FROM conversations WHERE deleted_at IS NULL AND row > ? ORDER BY row LIMIT ?`,
    after,
    limit,
  );
  const last = rows.length < limit ? undefined : rows.at(-1)?.row;
  return {
    conversations: rows.map((row) => entryOf(store, row, reader)),
    ...(last !== undefined && { next: last }),
  };
}

export function backupOf(
  store: Store,
  ref: ConversationRef,
  reader: Writer,
): BackupEntry | undefined {
  const row = store.sql.get<ConversationRow>(
    'SELECT * FROM conversations WHERE row = ? AND deleted_at IS NULL',
    rowOf(store, ref) ?? -1,
  );
  return row && entryOf(store, row, reader);
}

function entryOf(store: Store, row: ConversationRow, { owner, now }: Writer): BackupEntry {
  const conversation = toConversation(row);
  return backupEntry(conversation, readTranscript(store, refOf(conversation), owner, now));
}

/** A conversation with all that was said in it, as Restore History takes it. */
export function backupEntry(
  conversation: RecordedConversation,
  { turns, draft }: RecordedTranscript,
): BackupEntry {
  const recorded = {
    ...conversation,
    ...(conversation.isPinned && { pinned: true }),
    ...(draft !== '' && { draft }),
    turns: turns.map((turn) => ({
      ...turn,
      state: endStates.find((state) => state === turn.state),
    })),
  };
  const checked = v.safeParse(recordedSchema, recorded, { abortEarly: true });
  const json = checked.success ? asJson(checked.output) : undefined;
  return { key: keyOf(refOf(conversation)), ...(json !== undefined && { json }) };
}

/** @returns `undefined` for more than is read at once. */
function asJson(conversation: RestoredConversation): string | undefined {
  const backup: BackupConversation = {
    ...conversation,
    createdAt: isoTime(conversation.createdAt),
    turns: conversation.turns.map((turn) => ({ ...turn, sentAt: isoTime(turn.sentAt) })),
  };
  try {
    const json = JSON.stringify(backup);
    return Buffer.byteLength(json) < mostAtOnce ? json : undefined;
  } catch {
    // Longer than a string can be.
    return undefined;
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
