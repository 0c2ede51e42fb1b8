import { refOf } from '../conversations/conversation';
import type { RestoredConversation } from './backupFormat';
import { changeConversation, correctGuess, putConversation } from './conversationRows';
import { markDeleted } from './deletion';
import { saveDraft } from './drafts';
import type { Restored } from './protocol';
import { rowOf, touch, type Store } from './store';
import { addText, beginTurn, endTurn, letGoOfOwn, underWay } from './turnRows';

/** Some turns of a conversation of a backup, with what else there is to know of it. */
export interface Part {
  readonly conversation: RestoredConversation;
  /** One for all parts of a conversation. */
  readonly progress: Progress;
  readonly isLast: boolean;
}

/** What has become of a conversation so far. */
export interface Progress {
  begun?: {
    /** Not in the record before. */
    isNew: boolean;
    /** Nor to be seen: one that was being deleted is back. */
    isAdded: boolean;
  };
  isMerged: boolean;
}

type Turn = RestoredConversation['turns'][number];

/** Whose turns they are while they are brought in. */
const nobody = '';

/**
 * Puts parts of a backup into the record, within a transaction of the caller's. What is there
 * already stays as it is; turns that are missing are added.
 */
export function restoreParts(
  store: Store,
  parts: Part[],
  restored: Pick<Restored, 'added' | 'merged' | 'unchanged'>,
): void {
  for (const { conversation, progress, isLast } of parts) {
    const begun = (progress.begun ??= begin(store, conversation));
    const row = rowOf(store, refOf(conversation));
    // It may have been deleted since the part before.
    if (row !== undefined) {
      for (const turn of conversation.turns) {
        if (restoreTurn(store, row, conversation, turn)) progress.isMerged = true;
      }
      if (isLast && progress.isMerged && !begun.isNew) putInOrder(store, row);
    }
    if (isLast) restored[begun.isAdded ? 'added' : progress.isMerged ? 'merged' : 'unchanged']++;
  }
}

function begin(
  store: Store,
  { title, note, pinned, draft = '', ...conversation }: RestoredConversation,
): NonNullable<Progress['begun']> {
  const ref = refOf(conversation);
  const known = rowOf(store, ref);
  const isNew = known === undefined;
  if (isNew) {
    putConversation(store, conversation);
    const changes = { title: title ?? null, note: note ?? null, pinned: pinned ?? false };
    changeConversation(store, ref, changes);
  } else if (isCertain(conversation)) correctGuess(store, known, conversation);
  saveMissingDraft(store, ref, draft);
  const isDeleted =
    !isNew && store.sql.value('SELECT deleted_at FROM conversations WHERE row = ?', known) !== null;
  if (isDeleted) markDeleted(store, ref, null);
  return { isNew, isAdded: isNew || isDeleted };
}

/** Whether its chatbot created it, or has answered in it. */
function isCertain({ openedById, turns }: Pick<RestoredConversation, 'openedById' | 'turns'>) {
  return !openedById || turns.some(({ answer }) => answer !== '');
}

/** Of a known turn, what goes on where its answer was broken off. @returns whether any was missing */
function restoreTurn(
  store: Store,
  row: number,
  conversation: RestoredConversation,
  { id: turn, message, sentAt: at, answer, state, firstTextMs, totalMs, trouble }: Turn,
): boolean {
  const ref = refOf(conversation);
  const known = store.sql.get<{ row: number; brokenOff: string | null }>(
    `SELECT row, CASE WHEN owner IS NULL AND ${underWay} THEN answer END AS brokenOff
     FROM turns WHERE conversation = ? AND id = ?`,
    ...[row, turn],
  );
  const here = known ? known.brokenOff : '';
  if (here === null || !answer.startsWith(here)) return false;
  if (known && answer === here && state === undefined) return false;
  if (known) store.sql.run('UPDATE turns SET owner = ? WHERE row = ?', nobody, known.row);
  else beginTurn(store, row, { type: 'begin', conversation, turn, message, at }, nobody);
  const text = answer.slice(here.length);
  if (text !== '') addText(store, row, { type: 'text', ref, turn, number: 0, text });
  if (state === undefined) letGoOfOwn(store, nobody);
  else {
    endTurn(store, row, {
      ...{ type: 'end', ref, turn, state },
      ...(firstTextMs !== undefined && { firstTextMs }),
      ...(totalMs !== undefined && { totalMs }),
      ...(trouble && { trouble }),
    });
  }
  return true;
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
