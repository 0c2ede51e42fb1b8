import type { ConversationRef } from './protocol';
import type { Sql } from './sql';
import type { WordIndex } from './wordIndex';

/** A database that is open, with the index of its words. */
export interface Store {
  readonly sql: Sql;
  readonly index: WordIndex;
}

export function rowOf({ sql }: Store, { origin, id }: ConversationRef): number | undefined {
  return sql.get<{ row: number }>(
    'SELECT row FROM conversations WHERE origin = ? AND id = ?',
    origin,
    id,
  )?.row;
}

/**
 * Notes that something was written in a conversation, for the windows that show it.
 * @param at set if a person did something in it: it counts as used from then on
 */
export function touch({ sql }: Store, conversation: number, at?: number): void {
  const revision = nextRevision(sql);
  if (at === undefined) {
    sql.run('UPDATE activity SET revision = ? WHERE conversation = ?', revision, conversation);
    return;
  }
  sql.run(
    `INSERT INTO activity (conversation, at, revision) VALUES (?, ?, ?)
     ON CONFLICT (conversation) DO UPDATE SET
       at = max(at, excluded.at), revision = excluded.revision`,
    ...[conversation, at, revision],
  );
}

export function nextRevision(sql: Sql): number {
  return Number(sql.value('UPDATE revisions SET latest = latest + 1 RETURNING latest'));
}
