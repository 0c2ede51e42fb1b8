import { UserdeskError } from '../api/errors';
import { userEmailProblem } from '../conversations/userDetails';
import { toCreated, type CreatedConversation } from '../publicApi';
import { showInformation } from '../support/notifications';
import type { CommandParts } from './commandParts';
import { setDefaultChatbot } from './setDefaultChatbot';

type Parts = Pick<CommandParts, 'flow' | 'registry' | 'prompts' | 'settings' | 'failures'>;

/** Asks nothing but a missing key; without a default chatbot, offers to choose one. */
export async function createDefaultConversation(
  parts: Parts,
): Promise<CreatedConversation | undefined> {
  const chatbot = parts.registry.default;
  if (!chatbot) {
    void parts.failures.attempt(() => offerToChoose(parts));
    return undefined;
  }
  const { userName, userEmail } = parts.settings;
  // Told here, where it is known whence it came.
  if (userEmail !== undefined && userEmailProblem(userEmail) !== undefined) {
    throw new UserdeskError({ code: 'invalidUserEmail' });
  }
  const details = { ...(userName && { userName }), ...(userEmail && { userEmail }) };
  const conversation = await parts.flow.run({ chatbot, details, reveal: true });
  return conversation && toCreated(conversation);
}

async function offerToChoose(parts: Parts): Promise<void> {
  const choose = 'Set Default Chatbot';
  const answer = await showInformation('There is no default chatbot yet.', choose);
  if (answer !== choose || !(await setDefaultChatbot(parts))) return;
  await createDefaultConversation(parts);
}
