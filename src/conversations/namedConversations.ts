import type { Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';

/** The record as people see it: chatbots go by the names that they have today. */
export class NamedConversations implements ConversationStore {
  constructor(
    private readonly store: ConversationStore,
    private readonly names: () => (chatbotId: string) => string | undefined,
  ) {}

  add(conversation: Conversation): Promise<void> {
    return this.store.add(conversation);
  }

  async list(): Promise<Conversation[]> {
    const conversations = await this.store.list();
    const nameOf = this.names();
    return conversations.map((conversation) => named(conversation, nameOf));
  }

  async find(conversationId: string): Promise<Conversation | undefined> {
    const conversation = await this.store.find(conversationId);
    return conversation && named(conversation, this.names());
  }
}

function named(
  conversation: Conversation,
  nameOf: (chatbotId: string) => string | undefined,
): Conversation {
  const { chatbot } = conversation;
  const name = nameOf(chatbot.id) ?? chatbot.name;
  return { ...conversation, chatbot: { ...chatbot, ...(name !== undefined && { name }) } };
}
