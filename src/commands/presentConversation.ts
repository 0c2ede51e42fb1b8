import type * as vscode from 'vscode';
import { isSandbox, quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import type { Settings } from '../chatbots/settings';
import { setDefaultChatbot } from '../chatbots/chatbotSettings';
import type { Conversation } from '../conversations/conversation';
import type { FailureReporter } from '../support/reportFailure';
import { showInformation } from '../support/notifications';
import type { ConversationPanels } from '../views/conversationPanels';

/** What a person sees of a conversation just created: its panel, and once the offer of a default. */
export function presentWith(
  panels: Pick<ConversationPanels, 'show'>,
  settings: Pick<Settings, 'defaultChatbotId'>,
  notes: Pick<vscode.Memento, 'get' | 'update'>,
  failures: Pick<FailureReporter, 'attempt'>,
): (conversation: Conversation) => Promise<void> {
  return async (conversation) => {
    await panels.show(conversation);
    const { chatbot } = conversation;
    if (settings.defaultChatbotId !== undefined || !(await isFirstOffer(chatbot, notes))) return;
    // Not waited for: it may stay unanswered, and the conversation is there.
    void failures.attempt(() => offerDefault(chatbot));
  };
}

/** Once for the sandbox, which people only try, and once for real. */
async function isFirstOffer(
  chatbot: Chatbot,
  notes: Pick<vscode.Memento, 'get' | 'update'>,
): Promise<boolean> {
  const note = isSandbox(chatbot) ? 'offeredSandboxAsDefault' : 'offeredDefault';
  if (notes.get<boolean>(note) === true) return false;
  await notes.update(note, true);
  return true;
}

async function offerDefault(chatbot: Chatbot): Promise<void> {
  const makeDefault = 'Make Default';
  const answer = await showInformation(
    `Make ${quoteChatbot(chatbot)} the default chatbot?`,
    makeDefault,
    'Not Now',
  );
  if (answer === makeDefault) await setDefaultChatbot(chatbot.id);
}
