import { UserdeskError } from '../api/errors';
import type { SentMessage } from '../publicApi';
import { readMessageRequest } from '../publicApi';
import type { CommandParts } from './commandParts';
import { pickConversation } from './pickConversation';

type Parts = Pick<
  CommandParts,
  'log' | 'store' | 'registry' | 'panels' | 'times' | 'send' | 'failures' | 'flow'
>;

/**
 * With a request, sends and resolves to the answer; without one, leads to the message box of the
 * active panel or of a conversation that is picked.
 * @returns `undefined` when it failed or was stopped; a failure has been shown.
 */
export async function sendMessage(
  parts: Parts,
  argument: unknown,
): Promise<SentMessage | undefined> {
  const request = readMessageRequest(argument);
  if (!request) return focusBox(parts);
  const chatbot = parts.registry.chatbot(request.chatbotId);
  const send = async (): Promise<SentMessage | undefined> => {
    try {
      const response = await parts.send(chatbot, request.conversationId, request.message);
      return { response };
    } catch (error) {
      // A person did that, and knows.
      if (error instanceof UserdeskError && error.code === 'answerStopped') return undefined;
      parts.failures.show(
        error,
        { chatbot, request: 'message' },
        {
          again: send,
          withAnotherKey: async () => {
            if (await parts.flow.tryAnotherKey(chatbot)) await send();
          },
          withAnotherChatbot: () => parts.flow.askForAnotherChatbotAndRun({}),
        },
      );
      return undefined;
    }
  };
  return send();
}

async function focusBox(parts: Parts): Promise<undefined> {
  const { panels } = parts;
  const active = panels.activePanel;
  if (active) {
    active.focus('message');
    return;
  }
  const conversation = await pickConversation('Send Message', parts);
  if (conversation) (await panels.show(conversation)).focus('message');
}
