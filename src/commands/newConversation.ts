import { activePanel } from './activePanel';
import type { CommandParts } from './commandParts';

type Parts = Pick<CommandParts, 'panels' | 'flow'>;

/** Another one with the chatbot and the user of the active panel, without questions. */
export async function newConversation(parts: Parts): Promise<void> {
  const conversation = activePanel(parts)?.conversation;
  if (!conversation) return;
  const { chatbot, userName, userEmail } = conversation;
  const details = { ...(userName && { userName }), ...(userEmail && { userEmail }) };
  await parts.flow.run({ chatbot, details, reveal: true });
}

/** Another one with the chatbot of the active panel; asks for the user. */
export async function newConversationAsAnotherUser(parts: Parts): Promise<void> {
  const conversation = activePanel(parts)?.conversation;
  if (conversation) await parts.flow.askForUserAndRun(conversation.chatbot);
}
