import { isSameChatbot, type Chatbot } from '../chatbots/chatbot';
import type { Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';

/**
 * The recorded conversation of this chatbot and ID, or what its record would be. Userdesk cannot be
 * asked whether there is such a conversation: the first message tells.
 */
export async function conversationById(
  store: Pick<ConversationStore, 'get'>,
  { origin, id: chatbotId, name }: Chatbot,
  id: string,
  now: number,
): Promise<{ conversation: Conversation; isRecorded: boolean }> {
  const chatbot: Chatbot = { origin, id: chatbotId, ...(name !== undefined && { name }) };
  const recorded = await store.get({ origin, id });
  return recorded && isSameChatbot(recorded.chatbot, chatbot)
    ? { conversation: recorded, isRecorded: true }
    : { conversation: { chatbot, id, createdAt: now, openedById: true }, isRecorded: false };
}
