import { refOf } from '../conversations/conversation';
import { askForText } from './askForText';
import { chosenRecorded, type ChoiceParts } from './chosenConversation';
import type { CommandParts } from './commandParts';

/** A line of one's own about a conversation. */
export async function editNote(
  parts: ChoiceParts & Pick<CommandParts, 'keys'>,
  argument: unknown,
): Promise<void> {
  const title = 'Edit Note';
  const conversation = await chosenRecorded(title, parts, argument);
  if (!conversation) return;
  const typed = await askForText(parts.keys, {
    title,
    placeholder: 'Note',
    prompt: 'Kept on this machine and found by the search. Leave it empty for none.',
    value: conversation.note ?? '',
  });
  if (typed === undefined) return;
  await parts.store.change(refOf(conversation), { note: typed === '' ? null : typed });
}
