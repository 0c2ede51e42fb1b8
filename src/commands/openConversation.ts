import { ConversationRow } from '../views/conversationsTree';
import type { CommandParts } from './commandParts';
import { pickConversation } from './pickConversation';

/** The chosen row's conversation, else one that is picked. */
export async function openConversation(
  { store, panels, times }: Pick<CommandParts, 'store' | 'panels' | 'times'>,
  argument: unknown,
): Promise<void> {
  const conversation =
    argument instanceof ConversationRow
      ? argument.conversation
      : await pickConversation('Open Conversation', store, times);
  if (conversation) await panels.show(conversation);
}
