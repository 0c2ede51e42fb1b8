import { changeConversation, putConversation, toConversation } from './conversationRows';
import { markDeleted } from './deletion';
import { saveDraft } from './drafts';
import { rowAtNumber } from './lists';
import type { ConversationRef } from './protocol';
import { rowOf, type Store } from './store';
import { addText, beginTurn, endTurn, readTranscript } from './turnRows';
import { copyWindows } from './windows';
import type { Writer } from './writes';

/** Copies a conversation with all that was said in it to a database that does not have it. */
export function copyConversation(
  from: Store,
  to: Store,
  ref: ConversationRef,
  { owner, now }: Writer,
): void {
  const { turns, draft, position } = readTranscript(from, ref, owner, now);
  const source = rowOf(from, ref);
  if (source === undefined) return;
  const found = rowAtNumber(from.sql, source);
  if (!found) return;
  const conversation = toConversation(found);
  const { title, note, isPinned: pinned } = conversation;
  const row = putConversation(to, conversation);
  saveDraft(to.sql, ref, { draft, position });
  changeConversation(to, ref, { title: title ?? null, note: note ?? null, pinned });
  if (found.deleted_at !== null) markDeleted(to, ref, found.deleted_at);
  copyWindows(from.sql, to.sql);
  for (const { id: turn, message, sentAt: at, answer, state, ...rest } of turns) {
    const holder = from.sql.value(
      'SELECT owner FROM turns WHERE conversation = ? AND id = ?',
      ...[source, turn],
    );
    const held = typeof holder === 'string' ? holder : '';
    beginTurn(to, row, { type: 'begin', conversation, turn, message, at }, held);
    // Counted from -1 on: the pieces to come have numbers of their own.
    if (answer !== '') addText(to, row, { type: 'text', ref, turn, number: -1, text: answer });
    if (state === 'sending' || state === 'answering') continue;
    const { firstTextMs, totalMs, trouble } = rest;
    endTurn(to, row, {
      ...{ type: 'end', ref, turn, state },
      ...(firstTextMs !== undefined && { firstTextMs }),
      ...(totalMs !== undefined && { totalMs }),
      ...(trouble && { trouble }),
    });
  }
}
