import type { Sandbox } from '../sandbox/server';
import { showInformation } from '../support/notifications';
import type { CommandParts } from './commandParts';

type Parts = Pick<CommandParts, 'sandbox' | 'flow' | 'registry' | 'failures'>;

/** Ends when the sandbox runs; what the notification offers is not waited for. */
export async function startSandbox(parts: Parts): Promise<void> {
  const sandbox = await parts.sandbox.ensure();
  void parts.failures.attempt(() => offerConversation(parts, sandbox));
}

async function offerConversation(
  { flow, registry }: Parts,
  { baseUrl, chatbots }: Sandbox,
): Promise<void> {
  const create = 'Create Conversation';
  const choice = await showInformation(
    `The sandbox runs at ${baseUrl}. Its chatbots need no API key.`,
    create,
  );
  const [first] = chatbots();
  if (choice === create && first) await flow.askAndRun(registry.chatbot(first.id));
}
