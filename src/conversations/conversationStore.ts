import type { Conversation } from './conversation';

/** The record of conversations. Userdesk has none that one could read, so this is the only one. */
export interface ConversationStore {
  /**
   * Resolves when the conversation is kept. If the disk refuses, it is kept in memory for this
   * session, and the person is told: the ID is shown all the same.
   */
  add(conversation: Conversation): Promise<void>;
  /** Newest first. */
  list(): Promise<Conversation[]>;
  /** The newest with this ID. */
  find(conversationId: string): Promise<Conversation | undefined>;
}
