import type * as vscode from 'vscode';
import { quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import type { Settings } from '../chatbots/settings';
import { setDefaultChatbot } from '../chatbots/chatbotSettings';
import type { Conversation } from '../conversations/conversation';
import type { FailureReporter } from '../support/reportFailure';
import { showInformation } from '../support/notifications';
import type { ConversationPanels } from '../views/conversationPanels';

/** `globalState` key of the note that the one offer was made. */
const offeredNote = 'offeredDefault';

/** What a person sees of a conversation just created: its panel, and once the offer of a default. */
export function presentWith(
  panels: Pick<ConversationPanels, 'show'>,
  settings: Pick<Settings, 'defaultChatbotId'>,
  notes: Pick<vscode.Memento, 'get' | 'update'>,
  failures: Pick<FailureReporter, 'attempt'>,
): (conversation: Conversation) => Promise<void> {
  return async (conversation) => {
    await panels.show(conversation);
    if (settings.defaultChatbotId !== undefined || notes.get<boolean>(offeredNote) === true) return;
    await notes.update(offeredNote, true);
    // Not waited for: it may stay unanswered, and the conversation is there.
    void failures.attempt(() => offerDefault(conversation.chatbot));
  };
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
