import { toCreated, type CreatedConversation } from '../publicApi';
import type { CommandParts } from './commandParts';
import { setDefaultChatbot } from './setDefaultChatbot';
import { showInformation } from '../support/notifications';

type Parts = Pick<CommandParts, 'flow' | 'registry' | 'prompts' | 'settings'>;

/** Asks nothing but a missing key; without a default chatbot, offers to choose one. */
export async function createDefaultConversation(
  parts: Parts,
): Promise<CreatedConversation | undefined> {
  const chatbot = parts.registry.default ?? (await offerToChoose(parts));
  if (!chatbot) return undefined;
  const { userName, userEmail } = parts.settings;
  const details = { ...(userName && { userName }), ...(userEmail && { userEmail }) };
  const conversation = await parts.flow.run({ chatbot, details, reveal: true });
  return conversation && toCreated(conversation);
}

async function offerToChoose(parts: Parts) {
  const choose = 'Set Default Chatbot';
  const answer = await showInformation('There is no default chatbot yet.', choose);
  return answer === choose ? setDefaultChatbot(parts) : undefined;
}
