import type { Conversation } from '../conversations/conversation';
import { boxProblem } from '../shared/messageBox';
import { showWarning } from '../support/notifications';
import type { Retry } from '../support/reportFailure';
import type { ConversationPanels } from '../views/conversationPanels';
import type { CreationFlow } from './creationFlow';

interface Parts {
  flow: CreationFlow;
  panels: ConversationPanels;
}

interface FailedMessage {
  conversation: Conversation;
  message: string;
  again: () => Promise<unknown>;
}

/** What the ways out of a failed message in a panel mean. */
export function retryMessage(
  { flow, panels }: Parts,
  { conversation, message, again }: FailedMessage,
): Retry {
  return {
    again,
    withAnotherKey: async () => {
      if (await flow.tryAnotherKey(conversation.chatbot)) await again();
    },
    withAnotherChatbot: async () => {
      const created = await flow.askForAnotherChatbotAndRun(conversation);
      if (!created) return;
      // What could not be said there is in the box here.
      const panel = await panels.show(created);
      const problem = boxProblem(message);
      if (problem === undefined) panel.putDraft(message);
      else void showWarning(problem);
      panel.focus('message');
    },
  };
}
