import { refOf } from '../conversations/conversation';
import { endStates } from '../conversations/turn';
import { keyOf, toConversation, type ConversationRow } from './conversationRows';
import type { BackupConversation } from './backupFormat';
import type { BackupPage, ConversationRef } from './protocol';
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
    conversations: rows.map((row) => asJson(store, row, reader)),
    ...(last !== undefined && { next: last }),
  };
}

export function backupOf(store: Store, ref: ConversationRef, reader: Writer): string | undefined {
  const row = store.sql.get<ConversationRow>(
    'SELECT * FROM conversations WHERE row = ? AND deleted_at IS NULL',
    rowOf(store, ref) ?? -1,
  );
  return row && asJson(store, row, reader).json;
}

function asJson(store: Store, row: ConversationRow, { owner, now }: Writer) {
  const conversation = toConversation(row);
  const ref = refOf(conversation);
  const { turns, draft } = readTranscript(store, ref, owner, now);
  const backup: BackupConversation = {
    ...conversation,
    createdAt: isoTime(conversation.createdAt),
    ...(conversation.isPinned && { pinned: true as const }),
    ...(draft !== '' && { draft }),
    turns: turns.map((turn) => ({
      ...turn,
      sentAt: isoTime(turn.sentAt),
      state: endStates.find((state) => state === turn.state),
    })),
  };
  return {
    key: keyOf(ref),
    json: JSON.stringify(backup, (name, value: unknown) => ofUse(name, value)),
  };
}

/** What only this record knows what it means. */
function ofUse(name: string, value: unknown): unknown {
  return name === 'row' || name === 'isPinned' || name === 'underWay' ? undefined : value;
}

/** As far as a calendar goes. */
function isoTime(ms: number): string {
  return new Date(Math.min(Math.max(ms, -8.64e15), 8.64e15)).toISOString();
}
