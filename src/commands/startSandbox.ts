import { sandboxSupportId } from '../sandbox/chatbots';
import type { CommandParts } from './commandParts';
import { showInformation } from '../support/notifications';

export async function startSandbox({
  sandbox,
  flow,
  registry,
}: Pick<CommandParts, 'sandbox' | 'flow' | 'registry'>): Promise<void> {
  const { baseUrl } = await sandbox.ensure();
  const create = 'Create Conversation';
  const choice = await showInformation(
    `The sandbox runs at ${baseUrl}. Its chatbots need no API key.`,
    create,
  );
  if (choice === create) await flow.askAndRun(registry.chatbot(sandboxSupportId));
}
