import { UserdeskError } from '../api/errors';
import type { Chatbot } from '../chatbots/chatbot';
import type { ChatSession } from './chatSession';
import type { Conversation } from './conversation';
import { conversationById, recordedOtherwise } from './conversationById';
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
 * @throws UserdeskError as `ChatSession.send`; `invalidArgument` for one of another chatbot
 */
export function sendMessageWith(
  store: Pick<ConversationStore, 'get' | 'add'>,
  sessions: Sessions,
  now: () => number,
): SendMessage {
  return async (chatbot, conversationId, message) => {
    const { conversation, is } = await conversationById(store, chatbot, conversationId, now());
    if (is === 'ofAnotherChatbot') {
      const reason = recordedOtherwise(conversation);
      throw new UserdeskError({ code: 'invalidArgument', argument: 'conversationId', reason });
    }
    return sessions.use(conversation, (session) =>
      session.send(message, () => {
        if (is === 'new') void store.add(conversation);
      }),
    );
  };
}
