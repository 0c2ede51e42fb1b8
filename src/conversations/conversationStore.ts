import type { Chatbot } from '../chatbots/chatbot';
import type {
  ChatbotRef,
  ConversationChanges,
  ConversationRef,
  Counts,
  Day,
  DeletedAll,
  RecordedConversation,
  RecordedUser,
  SearchResult,
} from '../record/protocol';
import type { Conversation } from './conversation';

/** Of the newest first. */
export interface DaysQuery {
  limit: number;
  chatbot?: ChatbotRef | undefined;
}

/** The record of conversations. Userdesk has none that one could read, so this is the only one. */
export interface ConversationStore {
  /**
   * Resolves when the conversation is kept. If the disk refuses, it is kept in memory for this
   * session, and the person is told: the ID is shown all the same.
   */
  add(conversation: Conversation): Promise<void>;
  /** The one with this ID, unless there are several: each origin may have given it. */
  find(conversationId: string): Promise<RecordedConversation | undefined>;
  get(ref: ConversationRef): Promise<RecordedConversation | undefined>;
  /** Newest first. */
  newest(limit: number): Promise<RecordedConversation[]>;
  days(query: DaysQuery): Promise<Day[]>;
  rows(day: Day, query: DaysQuery): Promise<RecordedConversation[]>;
  pinned(query: DaysQuery): Promise<RecordedConversation[]>;
  chatbots(): Promise<Chatbot[]>;
  /** Whom conversations were created for, newest first. */
  users(chatbot: ChatbotRef, limit: number): Promise<RecordedUser[]>;
  /** What was created on a day. */
  counts(day: Pick<Day, 'start' | 'end'>): Promise<Counts>;
  /** A later search ends the ones before it. */
  search(words: string): Promise<SearchResult | 'superseded'>;
  /** @returns false for what is not in the record any more. */
  change(ref: ConversationRef, changes: ConversationChanges): Promise<boolean>;
  /**
   * Can be undone for ten seconds.
   * @returns false where another window has an answer under way: nothing is deleted
   */
  delete(ref: ConversationRef): Promise<boolean>;
  /** @returns whether it was not too late. */
  undelete(ref: ConversationRef): Promise<boolean>;
  deleteAll(): Promise<DeletedAll>;
}
