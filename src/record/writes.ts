import { refOf } from '../conversations/conversation';
import {
  bringBack,
  changeConversation,
  ensureConversation,
  putConversation,
} from './conversationRows';
import { markDeleted } from './deletion';
import { saveDraft } from './drafts';
import { getByRow } from './lists';
import type { ConversationRef, RecordEvent, RecordRequest, WriteRequest } from './protocol';
import { rowOf, type Store } from './store';
import { addText, beginTurn, endTurn } from './turnRows';
import { beat } from './windows';

/** Who writes, and when. */
export interface Writer {
  owner: string;
  now: number;
}

type Request<T extends WriteRequest['type']> = Extract<WriteRequest, { type: T }>;

/**
 * Does a write, within a transaction of the caller's. Done a second time it changes nothing: the
 * disk may have refused and have written all the same.
 * @returns `gone` for what would go on with a conversation that is not there
 */
export function applyWrite(
  store: Store,
  request: WriteRequest,
  { owner, now }: Writer,
): 'gone' | undefined {
  switch (request.type) {
    case 'add':
      putConversation(store, request.conversation);
      return undefined;
    case 'change':
    case 'draft':
    case 'position':
      return changeShown(store, request);
    case 'begin':
      beginTurn(store, ensureConversation(store, request.conversation), request, owner);
      beat(store.sql, owner, now);
      return undefined;
    case 'text':
    case 'end':
      return goOn(store, request);
    case 'delete':
      markDeleted(store, request.ref, now);
      return undefined;
    case 'undelete':
      markDeleted(store, request.ref, null);
      return undefined;
  }
}

/** Of one that is being deleted, too, nothing more is written. */
function changeShown(
  store: Store,
  request: Request<'change' | 'draft' | 'position'>,
): 'gone' | undefined {
  const { ref } = request;
  if (!getByRow(store.sql, rowOf(store, ref))) return 'gone';
  if (request.type === 'change') changeConversation(store, ref, request.changes);
  else saveDraft(store.sql, ref, request);
  return undefined;
}

/** An answer that comes in brings back what is being deleted. */
function goOn(store: Store, request: Request<'text' | 'end'>): 'gone' | undefined {
  const row = rowOf(store, request.ref);
  if (row === undefined) return 'gone';
  bringBack(store, row);
  if (request.type === 'text') addText(store, row, request);
  else endTurn(store, row, request);
  return undefined;
}

export function isWrite(request: RecordRequest): request is WriteRequest {
  return request.type in writes;
}

const writes: Record<WriteRequest['type'], true> = {
  ...{ add: true, change: true, begin: true, text: true, end: true },
  ...{ draft: true, position: true, delete: true, undelete: true },
};

/** What is to be told of it, if lists or other windows' pages show something else after it. */
export function changeBy(request: WriteRequest): RecordEvent | undefined {
  const { type } = request;
  if (type === 'text' || type === 'draft' || type === 'position') return undefined;
  const isTurn = type === 'begin' || type === 'end';
  const conversations = [refOfWrite(request)];
  return { type: 'changed', conversations, isOwn: true, ...(isTurn && { isTurn }) };
}

/** The conversation that a write is about. */
export function refOfWrite(request: WriteRequest): ConversationRef {
  return 'ref' in request ? request.ref : refOf(request.conversation);
}
