import { quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import { setDefaultChatbot as writeDefaultChatbot } from '../chatbots/chatbotSettings';
import { askChatbot } from '../prompts/chatbotSteps';
import type { CommandParts } from './commandParts';
import { showStatus } from '../support/notifications';

export async function setDefaultChatbot({
  prompts,
  registry,
}: Pick<CommandParts, 'prompts' | 'registry'>): Promise<Chatbot | undefined> {
  const chatbot = await askChatbot('Set Default Chatbot', prompts, registry.default);
  if (!chatbot) return undefined;
  await writeDefaultChatbot(chatbot.id);
  showStatus(`The default chatbot is ${quoteChatbot(chatbot)}.`);
  return chatbot;
}
