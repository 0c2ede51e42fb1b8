import type { ConversationRef } from './protocol';
import type { Sql } from './sql';

/** What was typed and not sent, and where one was reading. */
export function saveDraft(
  sql: Sql,
  { origin, id }: ConversationRef,
  { draft, position }: { draft?: string; position?: string },
): void {
  sql.run('INSERT OR IGNORE INTO drafts (origin, id) VALUES (?, ?)', origin, id);
  if (draft !== undefined) {
    sql.run('UPDATE drafts SET draft = ? WHERE origin = ? AND id = ?', draft, origin, id);
  }
  if (position !== undefined) {
    sql.run('UPDATE drafts SET position = ? WHERE origin = ? AND id = ?', position, origin, id);
  }
}
