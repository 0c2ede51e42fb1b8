import { quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import { removeConfiguredChatbot } from '../chatbots/chatbotSettings';
import { chatbotItems } from '../prompts/chatbotSteps';
import { askPick } from '../prompts/quickInputs';
import type { CommandParts } from './commandParts';
import { showInformation, showStatus } from '../support/notifications';

const title = 'Remove Chatbot';

type Parts = Pick<CommandParts, 'keys' | 'registry' | 'settings' | 'failures' | 'prompts'>;

export async function removeChatbot({
  keys,
  registry,
  settings,
  failures,
  prompts,
}: Parts): Promise<void> {
  const { defaultChatbotId } = settings;
  const ids = new Set(settings.chatbots.map(({ id }) => id));
  // The default may stand there alone.
  if (defaultChatbotId !== undefined) ids.add(defaultChatbotId);
  const chatbots = [...ids].map((id) => registry.chatbot(id));
  if (chatbots.length === 0) {
    void showInformation('The settings hold no chatbot.');
    return;
  }
  const items = await chatbotItems(chatbots, prompts);
  const answer = await askPick({ title, placeholder: 'Chatbot', items });
  const chatbot = answer?.kind === 'answer' ? answer.value.chatbot : undefined;
  if (!chatbot) return;
  const hasKey = await keys.has(chatbot);
  await removeConfiguredChatbot(chatbot.id);
  if (!hasKey) {
    showStatus(`Chatbot ${quoteChatbot(chatbot)} removed.`);
    return;
  }
  void failures.attempt(() => offerToDeleteKey(keys, chatbot));
}

async function offerToDeleteKey(keys: CommandParts['keys'], chatbot: Chatbot): Promise<void> {
  const deleteKey = 'Delete API Key';
  const choice = await showInformation(
    `Chatbot ${quoteChatbot(chatbot)} is removed. Its API key is still stored.`,
    deleteKey,
    'Keep It',
  );
  if (choice === deleteKey) await keys.delete(chatbot);
}
