import { ConversationRow } from '../views/conversationsTree';
import type { CommandParts } from './commandParts';
import { pickConversation, type PickParts } from './pickConversation';

/** The chosen row's conversation, else one that is picked. */
export async function openConversation(
  parts: PickParts & Pick<CommandParts, 'panels'>,
  argument: unknown,
): Promise<void> {
  const conversation =
    argument instanceof ConversationRow
      ? argument.conversation
      : await pickConversation('Open Conversation', parts);
  if (conversation) await parts.panels.show(conversation);
}
