import type { Conversation } from '../conversations/conversation';
import type { EndState, Trouble, Turn } from '../conversations/turn';

/** What a conversation is known by; two origins may give the same ID. */
export interface ConversationRef {
  readonly origin: string;
  readonly id: string;
}

/** A conversation and what a person made of it. */
export interface RecordedConversation extends Conversation {
  /** Given by a person. */
  readonly title?: string;
  readonly note?: string;
  readonly isPinned: boolean;
  /** Its place in the record: the newer, the higher. Where the next rows begin. */
  readonly row: number;
}

/**
 * Who goes on with an answer under way: this window, another one, or nobody any more. Not there
 * for turns that came to their end.
 */
export type UnderWay = 'here' | 'elsewhere' | 'brokenOff';

export interface RecordedTurn extends Turn {
  underWay?: UnderWay;
}

export interface RecordedTranscript {
  /** In the order in which they were sent. */
  turns: RecordedTurn[];
  draft: string;
  /** Where it was read last, in the page's own words; empty for never. */
  position: string;
}

/** What a person can change; `null` takes it away. */
export interface ConversationChanges {
  title?: string | null;
  note?: string | null;
  pinned?: boolean;
}

export type WriteRequest =
  | { type: 'add'; conversation: Conversation }
  | { type: 'change'; ref: ConversationRef; changes: ConversationChanges }
  /** A message, before it is sent; the conversation is added if it is not known yet. */
  | { type: 'begin'; conversation: Conversation; turn: string; message: string; at: number }
  /** More of the answer; its pieces are counted, so that one written twice is one. */
  | { type: 'text'; ref: ConversationRef; turn: string; number: number; text: string }
  | {
      type: 'end';
      ref: ConversationRef;
      turn: string;
      state: EndState;
      firstTextMs?: number;
      totalMs?: number;
      trouble?: Trouble;
    }
  | { type: 'draft'; ref: ConversationRef; draft: string }
  | { type: 'position'; ref: ConversationRef; position: string }
  /** Can be undone for ten seconds. */
  | { type: 'delete'; ref: ConversationRef }
  | { type: 'undelete'; ref: ConversationRef };

export interface ChatbotRef {
  readonly origin: string;
  readonly id: string;
}

export type ReadRequest =
  /** The newest with this ID, of whatever origin. */
  | { type: 'find'; id: string }
  | { type: 'get'; ref: ConversationRef }
  | { type: 'transcript'; ref: ConversationRef }
  /** Newest first, those before `before` (milliseconds). */
  | { type: 'days'; before?: number; limit: number; chatbot?: ChatbotRef }
  /** Newest first; `start` and `end` as of a day, `before` the last row known. */
  | {
      type: 'rows';
      start: number;
      end: number;
      before?: number;
      limit: number;
      chatbot?: ChatbotRef;
    }
  | { type: 'pinned'; chatbot?: ChatbotRef }
  /** By the newest conversation of each. */
  | { type: 'chatbots' }
  /** Newest first. */
  | { type: 'users'; chatbot: ChatbotRef; limit: number }
  /** What was created since `since`, as of the start of a day. */
  | { type: 'counts'; since: number }
  | { type: 'search'; words: string };

export type ControlRequest =
  | { type: 'status' }
  /** Looks at once for what others wrote, and tries again to write what was refused. */
  | { type: 'refresh' }
  | { type: 'listen' }
  | { type: 'deleteAll' }
  | { type: 'close' };

export type RecordRequest = WriteRequest | ReadRequest | ControlRequest;

/** `kept`: it is on the disk. If not, it is known until the window closes, and tried again. */
export interface Written {
  kept: boolean;
}

/** `busy`: another window has an answer under way in this conversation; nothing was written. */
export type Begun = Written | 'busy';

export interface Day {
  /** Milliseconds: its midnight, and that of the day after. */
  start: number;
  end: number;
  count: number;
}

export interface RecordedUser {
  userName?: string;
  userEmail?: string;
}

export interface Counts {
  conversations: number;
  messages: number;
}

export type SearchedPlace = 'id' | 'title' | 'note' | 'user' | 'greeting' | 'message' | 'answer';

export interface SearchHit {
  conversation: RecordedConversation;
  place: SearchedPlace;
  /** When what matches was said. */
  at: number;
  /** One line around the first match. */
  text: string;
  /** Where the words searched for stand in `text`: from, to. */
  matches: [number, number][];
}

export interface SearchResult {
  /** `like`: without a full-text index it takes longer and finds only what stands there literally. */
  mode: 'fts' | 'like';
  /** Newest first, each conversation once. */
  hits: SearchHit[];
}

export interface RecordStatus {
  /** `memory`: nothing is on the disk, by intention or because the disk refused. */
  place: 'disk' | 'memory';
  isWritable: boolean;
  journalMode: string;
  synchronous: number;
  version: number;
  fullText: boolean;
  /** Writes that the disk refused so far. */
  refused: number;
}

/** What deleting everything could not do, since another window was reading; empty if all is gone. */
export interface DeletedAll {
  remains: string[];
}

export type RecordAnswer<T extends RecordRequest['type']> = T extends 'begin'
  ? Begun
  : T extends WriteRequest['type']
    ? Written
    : T extends keyof OtherAnswers
      ? OtherAnswers[T]
      : never;

interface OtherAnswers {
  find: RecordedConversation | undefined;
  get: RecordedConversation | undefined;
  transcript: RecordedTranscript;
  days: Day[];
  rows: RecordedConversation[];
  pinned: RecordedConversation[];
  chatbots: Conversation['chatbot'][];
  users: RecordedUser[];
  counts: Counts;
  search: SearchResult;
  status: RecordStatus;
  refresh: undefined;
  listen: undefined;
  deleteAll: DeletedAll;
  close: undefined;
}

/** Why the record goes on in memory, or began anew. */
export const troubleKinds = [
  /** No room on the disk. */
  'full',
  'readOnly',
  /** Set aside under another name; a new record was begun. */
  'corrupt',
  /** Written by a newer version of the extension: it is read and not written. */
  'newer',
  /** Another program has held it for too long. */
  'locked',
  /** No `node:sqlite`, or the disk gives no reason that we know. */
  'unavailable',
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

export interface RecordTrouble {
  kind: TroubleKind;
  /** For the log. */
  reason: string;
  /** Where the damaged file is now. */
  setAside?: string;
}

export type RecordEvent =
  /** Something was written, here or elsewhere; `any`: it cannot be told in which conversations. */
  | { type: 'changed'; conversations: ConversationRef[] | 'any' }
  /** Told once until it has gone well again. */
  | { type: 'trouble'; trouble: RecordTrouble };

export interface RecordOptions {
  /** The database; without one the record lives in memory, as a person wants it. */
  path?: string;
  /** Who writes: one window, once. */
  owner: string;
  /** 0 = for ever. */
  maxAgeDays: number;
  /** What versions before the database kept. */
  oldFiles?: { conversations: string; transcripts: string };
}

export interface ToWorker {
  number: number;
  request: RecordRequest;
}

export type FromWorker =
  | { type: 'answer'; number: number; answer: unknown }
  | { type: 'failed'; number: number; reason: string }
  /** This Node has no SQLite: the caller keeps the record itself. */
  | { type: 'withoutSqlite' }
  | { type: 'event'; event: RecordEvent };
