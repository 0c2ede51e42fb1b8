import type { Conversation } from '../conversations/conversation';
import type { EndState, Trouble } from '../conversations/turn';
import type {
  BackupEntry,
  BackupPage,
  Begun,
  Continued,
  ConversationRef,
  Counts,
  Day,
  DeletedAll,
  RecordedConversation,
  RecordedTranscript,
  RecordedUser,
  RecordStatus,
  RestoreStep,
  SearchResult,
  Written,
} from './answers';
import type { RecordEvent } from './events';

export type * from './answers';
export type * from './events';

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
  /** As the place, not kept of what is not in the record. */
  | { type: 'draft'; ref: ConversationRef; draft: string }
  | { type: 'position'; ref: ConversationRef; position: string }
  /** Can be undone for ten seconds. Not while another window has an answer under way in it. */
  | { type: 'delete'; ref: ConversationRef }
  | { type: 'undelete'; ref: ConversationRef };

export interface ChatbotRef {
  readonly origin: string;
  readonly id: string;
}

export type ReadRequest =
  /** Those with this ID: each origin may have given it. */
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
  /** Newest first. */
  | { type: 'pinned'; limit: number; chatbot?: ChatbotRef }
  /** By the newest conversation of each. */
  | { type: 'chatbots' }
  /** Newest first. */
  | { type: 'users'; chatbot: ChatbotRef; limit: number }
  /** What was created from `start` on and before `end`, as of a day. */
  | { type: 'counts'; start: number; end: number }
  | { type: 'search'; words: string }
  /** All conversations after the row `after`, oldest first, for a backup. */
  | { type: 'backupPage'; after: number; limit: number }
  | { type: 'backupOf'; ref: ConversationRef };

export type ControlRequest =
  | { type: 'status' }
  /** Looks at once for what others wrote, and tries again to write what was refused. */
  | { type: 'refresh' }
  | { type: 'listen' }
  | { type: 'deleteAll' }
  /**
   * Puts what is in a file of a backup into the record, as far as one step goes; what is there
   * stays as it is. One file at a time.
   */
  | { type: 'restore'; path: string }
  | { type: 'restoreMore' }
  | { type: 'close' };

export type RecordRequest = WriteRequest | ReadRequest | ControlRequest;

export type RecordAnswer<T extends RecordRequest['type']> = T extends 'begin' | 'delete'
  ? Begun
  : T extends 'add' | 'undelete'
    ? Written
    : T extends WriteRequest['type']
      ? Continued
      : T extends keyof OtherAnswers
        ? OtherAnswers[T]
        : never;

interface OtherAnswers {
  find: RecordedConversation[];
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
  backupPage: BackupPage;
  backupOf: BackupEntry | undefined;
  restore: RestoreStep;
  restoreMore: RestoreStep;
  close: undefined;
}

export interface RecordOptions {
  /** The database; without one the record lives in memory, as a person wants it. */
  path?: string;
  /** Who writes: one window, once. */
  owner: string;
  /** 0 = for ever. */
  maxAgeDays: number;
  /** What versions before the database kept. */
  oldFiles?: { conversations: string; transcripts: string };
  /** In the place of both where nothing is to be kept: what was, for it to be deleted. */
  keptBefore?: RecordFiles;
}

/** Where a record lies. */
export type RecordFiles = Pick<RecordOptions, 'path' | 'oldFiles'>;

export interface ToWorker {
  number: number;
  request: RecordRequest;
}

export type FromWorker =
  | { type: 'answer'; number: number; answer: unknown }
  /** `stack` is for the log: it has paths in it. */
  | { type: 'failed'; number: number; reason: string; stack?: string }
  /** This Node has no SQLite: the caller keeps the record itself. */
  | { type: 'withoutSqlite' }
  | { type: 'event'; event: RecordEvent };
