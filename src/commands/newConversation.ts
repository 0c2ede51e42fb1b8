import { conversationInFront } from './activePanel';
import type { CommandParts } from './commandParts';
import type { PickParts } from './pickConversation';

type Parts = PickParts & Pick<CommandParts, 'panels' | 'flow'>;

/** Another one with the chatbot and the user of the active panel, without questions. */
export async function newConversation(parts: Parts, argument: unknown): Promise<void> {
  const conversation = await conversationInFront('New Conversation', parts, argument);
  if (!conversation) return;
  const { chatbot, userName, userEmail } = conversation;
  const details = { ...(userName && { userName }), ...(userEmail && { userEmail }) };
  await parts.flow.run({ chatbot, details, reveal: true });
}

/** Another one with the chatbot of the active panel; asks for the user. */
export async function newConversationAsAnotherUser(parts: Parts, argument: unknown): Promise<void> {
  const title = 'New Conversation as Another User';
  const conversation = await conversationInFront(title, parts, argument);
  if (conversation) await parts.flow.askForUserAndRun(conversation.chatbot);
}
