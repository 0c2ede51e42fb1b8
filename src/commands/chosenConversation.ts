import type { Conversation } from '../conversations/conversation';
import { ConversationRow } from '../views/conversationsTree';
import type { CommandParts } from './commandParts';
import { pickConversation } from './pickConversation';

export type ChoiceParts = Pick<CommandParts, 'store' | 'panels' | 'times'>;

/** The chosen row's, else the active panel's, else one that is picked. */
export async function chosenConversation(
  title: string,
  { store, panels, times }: ChoiceParts,
  argument: unknown,
): Promise<Conversation | undefined> {
  if (argument instanceof ConversationRow) return argument.conversation;
  return panels.active ?? (await pickConversation(title, store, times));
}
