import type { ConversationRef } from './protocol';
import { nextRevision, rowOf, touch, type Store } from './store';
import { answerEntry, conversationText, messageEntry } from './wordIndex';

/** How long the deletion of a conversation can be undone. */
export const undoMs = 10_000;
const dayMs = 24 * 60 * 60 * 1000;

export function markDeleted(store: Store, ref: ConversationRef, deletedAt: number | null): void {
  const row = rowOf(store, ref);
  if (row === undefined) return;
  store.sql.run('UPDATE conversations SET deleted_at = ? WHERE row = ?', deletedAt, row);
  touch(store, row);
}

/** Takes out what was deleted longer ago than can be undone. @returns what that was. */
export function purgeDeleted(store: Store, now: number): ConversationRef[] {
  const rows = store.sql.all<{ row: number }>(
    'SELECT row FROM conversations WHERE deleted_at <= ?',
    now - undoMs,
  );
  return purge(store, rows);
}

/** @returns in how many milliseconds there is something to purge, if anything was deleted. */
export function untilPurge({ sql }: Store, now: number): number | undefined {
  const first = sql.value('SELECT min(deleted_at) FROM conversations WHERE deleted_at IS NOT NULL');
  return typeof first === 'number' ? Math.max(0, first + undoMs - now) : undefined;
}

/** Takes out what nobody has used for so long. What is pinned stays. @returns what that was. */
export function purgeOld(store: Store, maxAgeDays: number, now: number): ConversationRef[] {
  return purge(store, oldRows(store, maxAgeDays, now));
}

/** What `purgeOld` would take out. */
export function oldRows({ sql }: Store, maxAgeDays: number, now: number): { row: number }[] {
  if (maxAgeDays <= 0) return [];
  return sql.all<{ row: number }>(
    `SELECT row FROM conversations JOIN activity ON conversation = row
     WHERE at < ? AND pinned = 0`,
    now - maxAgeDays * dayMs,
  );
}

function purge(store: Store, rows: { row: number }[]): ConversationRef[] {
  const refs = rows.flatMap(({ row }) => remove(store, row));
  if (rows.length > 0) nextRevision(store.sql);
  return refs;
}

function remove({ sql, index }: Store, conversation: number): ConversationRef[] {
  index.take('conversation_words', conversation, conversationText(sql, conversation));
  const turns = sql.all<{ row: number; message: string; answer: string }>(
    'SELECT row, message, answer FROM turns WHERE conversation = ?',
    conversation,
  );
  for (const { row, message, answer } of turns) {
    index.take('turn_words', messageEntry(row), message);
    index.take('turn_words', answerEntry(row), answer);
  }
  sql.run(
    `DELETE FROM drafts WHERE (origin, id) =
       (SELECT origin, id FROM conversations WHERE row = ?)`,
    conversation,
  );
  return sql
    .all<ConversationRef>(
      'DELETE FROM conversations WHERE row = ? RETURNING origin, id',
      conversation,
    )
    .map(({ origin, id }) => ({ origin, id }));
}

export function deleteRows({ sql, index }: Store): void {
  for (const table of ['pieces', 'turns', 'activity', 'conversations', 'drafts']) {
    sql.exec(`DELETE FROM ${table}`);
  }
  index.empty();
  sql.run('UPDATE revisions SET latest = latest + 1, emptied = latest + 1');
}

/**
 * Takes the bytes of what was deleted off the disk, too.
 * @returns whether it could: another window may be reading
 */
export function eraseDeleted(sql: Store['sql']): boolean {
  if (!truncateLog(sql)) return false;
  sql.exec('VACUUM');
  return truncateLog(sql);
}

/** Moves all of the log into the database and cuts it to nothing. @returns whether it could. */
export function truncateLog(sql: Store['sql']): boolean {
  return sql.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)')?.busy !== 1;
}
