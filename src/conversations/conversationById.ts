import { isSameChatbot, quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import type { Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';

export interface ConversationById {
  conversation: Conversation;
  /** As it stands in the record: not yet, or with a chatbot that is not the one asked for. */
  is: 'recorded' | 'new' | 'ofAnotherChatbot';
}

/**
 * The recorded conversation of this ID, or what its record would be. Userdesk cannot be asked
 * whether there is such a conversation, nor with which chatbot: the first answer tells. Until
 * then, one that was opened by its ID goes over to the chatbot that it is asked for with.
 */
export async function conversationById(
  store: Pick<ConversationStore, 'get' | 'add'>,
  { origin, id: chatbotId, name }: Chatbot,
  id: string,
  now: number,
): Promise<ConversationById> {
  const chatbot: Chatbot = { origin, id: chatbotId, ...(name !== undefined && { name }) };
  const asked: Conversation = { chatbot, id, createdAt: now, openedById: true };
  let recorded = await store.get({ origin, id });
  if (!recorded) return { conversation: asked, is: 'new' };
  if (recorded.openedById && !isSameChatbot(recorded.chatbot, chatbot)) {
    await store.add(asked);
    recorded = (await store.get({ origin, id })) ?? recorded;
  }
  const isSame = isSameChatbot(recorded.chatbot, chatbot);
  return { conversation: recorded, is: isSame ? 'recorded' : 'ofAnotherChatbot' };
}

/** Why it is not opened with another one: what was said in it would be said to be that one's. */
export function recordedOtherwise({ chatbot }: Conversation): string {
  return `This conversation is recorded with the chatbot ${quoteChatbot(chatbot)}, and belongs to that one alone.`;
}
