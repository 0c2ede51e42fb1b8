import type { Chatbot } from '../chatbots/chatbot';
import type { ChatSession } from './chatSession';
import type { Conversation } from './conversation';
import { conversationById } from './conversationById';
import type { ConversationStore } from './conversationStore';

export type SendMessage = (
  chatbot: Chatbot,
  conversationId: string,
  message: string,
) => Promise<string>;

interface Sessions {
  use: (
    conversation: Conversation,
    action: (session: Pick<ChatSession, 'send'>) => Promise<string>,
  ) => Promise<string>;
}

/**
 * Sends a message in a conversation that is named by its ID, and resolves to the whole answer.
 * One that is not in the record gets there with its first message that is kept.
 * @throws UserdeskError as `ChatSession.send`
 */
export function sendMessageWith(
  store: Pick<ConversationStore, 'get' | 'add'>,
  sessions: Sessions,
  now: () => number,
): SendMessage {
  return async (chatbot, conversationId, message) => {
    const { conversation, isRecorded } = await conversationById(
      store,
      chatbot,
      conversationId,
      now(),
    );
    return sessions.use(conversation, (session) =>
      session.send(message, () => {
        if (!isRecorded) void store.add(conversation);
      }),
    );
  };
}
