import { refOf } from '../conversations/conversation';
import { changeConversation, ensureConversation, putConversation } from './conversationRows';
import { markDeleted } from './deletion';
import { saveDraft } from './drafts';
import type { ConversationRef, RecordRequest, WriteRequest } from './protocol';
import { rowOf, type Store } from './store';
import { addText, beginTurn, endTurn } from './turnRows';
import { beat } from './windows';

/** Who writes, and when. */
export interface Writer {
  owner: string;
  now: number;
}

/**
 * Does a write, within a transaction of the caller's. Done a second time it changes nothing: the
 * disk may have refused and have written all the same.
 */
export function applyWrite(store: Store, request: WriteRequest, { owner, now }: Writer): void {
  switch (request.type) {
    case 'add':
      putConversation(store, request.conversation);
      return;
    case 'change':
      changeConversation(store, request.ref, request.changes);
      return;
    case 'begin':
      beginTurn(store, ensureConversation(store, request.conversation), request, owner);
      beat(store.sql, owner, now);
      return;
    case 'text':
      withRow(store, request.ref, (row) => {
        addText(store, row, request);
      });
      return;
    case 'end':
      withRow(store, request.ref, (row) => {
        endTurn(store, row, request);
      });
      return;
    case 'draft':
      saveDraft(store.sql, request.ref, { draft: request.draft });
      return;
    case 'position':
      saveDraft(store.sql, request.ref, { position: request.position });
      return;
    case 'delete':
      markDeleted(store, request.ref, now);
      return;
    case 'undelete':
      markDeleted(store, request.ref, null);
  }
}

export function isWrite(request: RecordRequest): request is WriteRequest {
  return request.type in writes;
}

const writes: Record<WriteRequest['type'], true> = {
  ...{ add: true, change: true, begin: true, text: true, end: true },
  ...{ draft: true, position: true, delete: true, undelete: true },
};

/** The conversation that a write is about. */
export function refOfWrite(request: WriteRequest): ConversationRef {
  return 'ref' in request ? request.ref : refOf(request.conversation);
}

/** What is gone meanwhile needs no more words. */
function withRow(store: Store, ref: ConversationRef, act: (row: number) => void): void {
  const row = rowOf(store, ref);
  if (row !== undefined) act(row);
}
