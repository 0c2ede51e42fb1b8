import { refOf } from '../conversations/conversation';
import * as v from 'valibot';
import { backupSchema, type RestoredConversation } from './backupFormat';
import { changeConversation, putConversation } from './conversationRows';
import { saveDraft } from './drafts';
import type { Restored } from './protocol';
import { rowOf, touch, type Store } from './store';
import { addText, beginTurn, endTurn, letGoOfOwn } from './turnRows';

/** Numbers of conversations. */
type Counts = Pick<Restored, 'added' | 'merged' | 'unchanged' | 'refused'>;

/** Whose turns they are while they are brought in. */
const nobody = '';

/**
 * Puts conversations of a backup into the record, within a transaction of the caller's. What is
 * there already stays as it is; turns that are missing are added.
 */
export function restoreInto(store: Store, conversations: unknown[], restored: Counts): void {
  for (const each of conversations) {
    const { success, output } = v.safeParse(backupSchema, each);
    if (!success) restored.refused++;
    else restored[restoreOne(store, output)]++;
  }
  letGoOfOwn(store, nobody);
}

function restoreOne(
  store: Store,
  { title, note, pinned, draft = '', turns, ...conversation }: RestoredConversation,
): 'added' | 'merged' | 'unchanged' {
  const ref = refOf(conversation);
  const known = rowOf(store, ref);
  const row = known ?? putConversation(store, conversation);
  if (known === undefined) {
    const changes = { title: title ?? null, note: note ?? null, pinned: pinned ?? false };
    changeConversation(store, ref, changes);
  }
  saveMissingDraft(store, ref, draft);
  const ids = new Set(
    store.sql
      .all<{ id: string }>('SELECT id FROM turns WHERE conversation = ?', row)
      .map(({ id }) => id),
  );
  const missing = turns.filter(({ id }) => !ids.has(id));
  for (const { id: turn, message, sentAt: at, answer, state, ...rest } of missing) {
    beginTurn(store, row, { type: 'begin', conversation, turn, message, at }, nobody);
    if (answer !== '') addText(store, row, { type: 'text', ref, turn, number: 0, text: answer });
    const { firstTextMs, totalMs, trouble } = rest;
    if (state === undefined) continue;
    endTurn(store, row, {
      ...{ type: 'end', ref, turn, state },
      ...(firstTextMs !== undefined && { firstTextMs }),
      ...(totalMs !== undefined && { totalMs }),
      ...(trouble && { trouble }),
    });
  }
  if (known === undefined) return 'added';
  if (missing.length === 0) return 'unchanged';
  putInOrder(store, row);
  return 'merged';
}

/** What was typed here since is not written over. */
function saveMissingDraft(store: Store, ref: ReturnType<typeof refOf>, draft: string): void {
  if (draft === '') return;
  const here = store.sql.value(
    'SELECT draft FROM drafts WHERE origin = ? AND id = ?',
    ...[ref.origin, ref.id],
  );
  if (here === undefined || here === '') saveDraft(store.sql, ref, { draft });
}

/** Turns of two records, one between the other. */
function putInOrder(store: Store, conversation: number): void {
  store.sql.run(
    `UPDATE turns SET number = place FROM (
       SELECT row AS this, row_number() OVER (ORDER BY sent_at, number) AS place
       FROM turns WHERE conversation = ?
     ) WHERE row = this`,
    conversation,
  );
  touch(store, conversation);
}
