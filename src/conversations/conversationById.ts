import { isSameChatbot, type Chatbot } from '../chatbots/chatbot';
import type { Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';

/**
 * The recorded conversation of this chatbot and ID; one that is not in the record is added to it.
 * Userdesk cannot be asked whether there is such a conversation: the first message tells.
 */
export async function conversationById(
  store: Pick<ConversationStore, 'list' | 'add'>,
  { origin, id: chatbotId, name }: Chatbot,
  id: string,
  now: number,
): Promise<Conversation> {
  const chatbot: Chatbot = { origin, id: chatbotId, ...(name !== undefined && { name }) };
  const recorded = (await store.list()).find(
    (each) => each.id === id && isSameChatbot(each.chatbot, chatbot),
  );
  if (recorded) return recorded;
  const conversation: Conversation = { chatbot, id, createdAt: now, openedById: true };
  await store.add(conversation);
  return conversation;
}
