import type { Conversation } from '../conversations/conversation';
import { refOf } from '../conversations/conversation';
import { chosenRowArgument } from '../ids';
import type { RecordedConversation } from '../record/protocol';
import { ConversationRow } from '../views/conversationsTree';
import { mayMeanInactive } from './activePanel';
import type { CommandParts } from './commandParts';
import { pickConversation, type PickParts } from './pickConversation';

export type ChoiceParts = PickParts & Pick<CommandParts, 'panels' | 'chosenRow'>;

/**
 * The row's on which the command was chosen, else the active panel's, else the selected row's,
 * else one that is picked. A key pressed in the tree means the selected row first.
 */
export async function chosenConversation(
  title: string,
  parts: ChoiceParts,
  argument: unknown,
): Promise<Conversation | undefined> {
  const { panels, chosenRow } = parts;
  if (argument instanceof ConversationRow) return argument.conversation;
  const pick = () => pickConversation(title, parts);
  if (mayMeanInactive(argument, parts)) return pick();
  const inTree = argument === chosenRowArgument ? chosenRow() : undefined;
  return inTree ?? panels.active ?? chosenRow() ?? (await pick());
}

/** The same, as it stands in the record now. */
export async function chosenRecorded(
  title: string,
  parts: ChoiceParts,
  argument: unknown,
): Promise<RecordedConversation | undefined> {
  const conversation = await chosenConversation(title, parts, argument);
  return conversation && parts.store.get(refOf(conversation));
}
