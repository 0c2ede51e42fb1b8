import * as vscode from 'vscode';
import { quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import { chatbotItems } from '../prompts/chatbotSteps';
import { askPick } from '../prompts/quickInputs';
import type { CommandParts } from './commandParts';
import { showInformation, showStatus } from '../support/notifications';

const title = 'Delete API Key';

export async function deleteApiKey({
  keys,
  registry,
}: Pick<CommandParts, 'keys' | 'registry'>): Promise<void> {
  const chatbots = (await keys.list()).map((chatbot) => named(chatbot, registry));
  if (chatbots.length === 0) {
    await showInformation('No API key is stored.');
    return;
  }
  const items = await chatbotItems(chatbots, () => Promise.resolve(true));
  const answer = await askPick({ title, placeholder: 'Chatbot', items });
  const chatbot = answer?.kind === 'answer' ? answer.value.chatbot : undefined;
  if (!chatbot) return;
  const confirmed = await vscode.window.showWarningMessage(
    `Delete the API key for ${quoteChatbot(chatbot)}?`,
    { modal: true, detail: 'Userdesk keeps its copy. To use the chatbot again, set a key again.' },
    title,
  );
  if (confirmed !== title) return;
  await keys.delete(chatbot);
  showStatus(`API key of ${quoteChatbot(chatbot)} deleted.`);
}

/** A key may be for another origin than today's, of which the settings' names do not speak. */
function named(chatbot: Chatbot, registry: CommandParts['registry']): Chatbot {
  const { name } = registry.chatbot(chatbot.id);
  return name === undefined ? chatbot : { ...chatbot, name };
}
