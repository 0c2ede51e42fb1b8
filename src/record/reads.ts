import { backupOf, backupPage } from './backup';
import {
  countsBetween,
  daysBefore,
  getByRow,
  knownChatbots,
  pinnedOnes,
  rowsBetween,
  usersOf,
  withId,
} from './lists';
import type { ReadRequest, RecordAnswer } from './protocol';
import { search } from './search';
import { rowOf, type Store } from './store';
import { readTranscript } from './turnRows';
import type { Writer } from './writes';

/** Each question with its answer. Chatbots with what they are sorted by, to be merged. */
type Answers = {
  [T in ReadRequest['type']]: T extends 'chatbots'
    ? ReturnType<typeof knownChatbots>
    : RecordAnswer<T>;
};
export type ReadAnswer<T extends ReadRequest['type']> = Answers[T];

type Readers = {
  [T in ReadRequest['type']]: (
    store: Store,
    request: Extract<ReadRequest, { type: T }>,
    reader: Writer,
  ) => Answers[T];
};

/** What can be asked of one database. */
const readers: Readers = {
  find: ({ sql }, { id }) => withId(sql, id),
  get: (store, { ref }) => getByRow(store.sql, rowOf(store, ref)),
  transcript: (store, { ref }, { owner, now }) => readTranscript(store, ref, owner, now),
  days: ({ sql }, request) => daysBefore(sql, request),
  rows: ({ sql }, request) => rowsBetween(sql, request),
  pinned: ({ sql }, request) => pinnedOnes(sql, request),
  chatbots: ({ sql }) => knownChatbots(sql),
  users: ({ sql }, request) => usersOf(sql, request),
  counts: ({ sql }, request) => countsBetween(sql, request),
  search: (store, { words }) => search(store, words),
  backupPage,
  backupOf: (store, { ref }, reader) => backupOf(store, ref, reader),
};

export function readFrom<T extends ReadRequest['type']>(
  store: Store,
  request: Extract<ReadRequest, { type: T }>,
  reader: Writer,
): Answers[T] {
  return readers[request.type](store, request, reader);
}
