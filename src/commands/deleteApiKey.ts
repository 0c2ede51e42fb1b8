import * as vscode from 'vscode';
import { quoteChatbot } from '../chatbots/chatbot';
import { chatbotItems } from '../prompts/chatbotSteps';
import { askPick } from '../prompts/quickInputs';
import type { CommandParts } from './commandParts';
import { showInformation, showStatus } from '../support/notifications';

const title = 'Delete API Key';

export async function deleteApiKey({
  keys,
  registry,
  prompts,
}: Pick<CommandParts, 'keys' | 'registry' | 'prompts'>): Promise<void> {
  const nameOf = registry.names();
  const chatbots = (await keys.list()).map((chatbot) => {
    const name = nameOf(chatbot.id);
    return name === undefined ? chatbot : { ...chatbot, name };
  });
  if (chatbots.length === 0) {
    void showInformation('No API key is stored.');
    return;
  }
  const rows = await chatbotItems(chatbots, prompts);
  // An ID may have a key at more than one origin.
  const items = rows.map((row) => ({ ...row, detail: `$(key) ${row.chatbot.origin}` }));
  const answer = await askPick({ title, placeholder: 'Chatbot', items });
  const chatbot = answer?.kind === 'answer' ? answer.value.chatbot : undefined;
  if (!chatbot) return;
  const confirmed = await vscode.window.showWarningMessage(
    `Delete the API key for ${quoteChatbot(chatbot)}?`,
    {
      modal: true,
      detail:
        `Chatbot ${chatbot.id} at ${chatbot.origin}. ` +
        'Userdesk keeps its copy. To use the chatbot again, set a key again.',
    },
    title,
  );
  if (confirmed !== title) return;
  await keys.delete(chatbot);
  showStatus(`API key of ${quoteChatbot(chatbot)} deleted.`);
}
