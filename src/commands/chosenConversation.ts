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
 * else one that is picked. A key pressed in the tree means the selected row alone, which may be
 * none of a conversation: of the panel beside it nobody spoke.
 */
export async function chosenConversation(
  title: string,
  parts: ChoiceParts,
  argument: unknown,
): Promise<Conversation | undefined> {
  const { panels, chosenRow } = parts;
  if (argument instanceof ConversationRow) return argument.conversation;
  if (argument === chosenRowArgument) return chosenRow();
  const pick = () => pickConversation(title, parts);
  if (mayMeanInactive(argument, parts)) return pick();
  return panels.active ?? (await chosenRow()) ?? pick();
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
