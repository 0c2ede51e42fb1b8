import { refOf } from '../conversations/conversation';
import { recordedTitle } from '../conversations/recordedTitle';
import { chosenRecorded, type ChoiceParts } from './chosenConversation';
import { askForText } from './askForText';
import type { CommandParts } from './commandParts';

/** Another title than how it begins. An empty one takes it away again. */
export async function renameConversation(
  parts: ChoiceParts & Pick<CommandParts, 'keys'>,
  argument: unknown,
): Promise<void> {
  const title = 'Rename Conversation';
  const conversation = await chosenRecorded(title, parts, argument);
  if (!conversation) return;
  const typed = await askForText(parts.keys, {
    title,
    placeholder: 'Title',
    prompt: 'Shown in place of how the conversation begins. Leave it empty for that.',
    value: recordedTitle(conversation),
  });
  if (typed === undefined) return;
  await parts.store.change(refOf(conversation), { title: typed === '' ? null : typed });
}
