import { isSandbox, quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import { askApiKey, askChatbot } from '../prompts/chatbotSteps';
import type { CommandParts } from './commandParts';
import { showInformation, showStatus } from '../support/notifications';

const title = 'Set API Key';

/** Stores the key as given: no call could prove it without creating a conversation. */
export async function setApiKey({
  prompts,
  registry,
  keys,
}: Pick<CommandParts, 'prompts' | 'registry' | 'keys'>): Promise<void> {
  const chatbot = await askChatbot(title, prompts, registry.default);
  if (chatbot) await setApiKeyOf(chatbot, keys);
}

export async function setApiKeyOf(chatbot: Chatbot, keys: CommandParts['keys']): Promise<void> {
  if (isSandbox(chatbot)) {
    explainSandboxKeys(chatbot);
    return;
  }
  const answer = await askApiKey(title, chatbot, '');
  if (answer?.kind !== 'answer') return;
  await keys.store(chatbot, answer.value);
  showStatus(`API key of ${quoteChatbot(chatbot)} set.`);
}

export function explainSandboxKeys(chatbot: Chatbot): void {
  void showInformation(
    `${quoteChatbot(chatbot)} is a chatbot of the sandbox, which makes its own keys.`,
  );
}
