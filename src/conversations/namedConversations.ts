import type { Chatbot } from '../chatbots/chatbot';
import type { Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';

/** The record as people see it: chatbots go by the names that they have today. */
export class NamedConversations implements ConversationStore {
  constructor(
    private readonly store: ConversationStore,
    private readonly nameOf: (chatbot: Chatbot) => string | undefined,
  ) {}

  add(conversation: Conversation): Promise<void> {
    return this.store.add(conversation);
  }

  async list(): Promise<Conversation[]> {
    return (await this.store.list()).map((conversation) => this.named(conversation));
  }

  async find(conversationId: string): Promise<Conversation | undefined> {
    const conversation = await this.store.find(conversationId);
    return conversation && this.named(conversation);
  }

  private named(conversation: Conversation): Conversation {
    const name = this.nameOf(conversation.chatbot) ?? conversation.chatbot.name;
    const chatbot = { ...conversation.chatbot, ...(name !== undefined && { name }) };
    return { ...conversation, chatbot };
  }
}
