import { recordedTitle } from '../conversations/recordedTitle';
import { changeText } from './changeText';
import type { ChoiceParts } from './chosenConversation';
import type { CommandParts } from './commandParts';

/** Another title than how it begins. */
export function renameConversation(
  parts: ChoiceParts & Pick<CommandParts, 'knownKeys'>,
  argument: unknown,
): Promise<void> {
  return changeText(parts, argument, {
    ...{ title: 'Rename Conversation', field: 'title', placeholder: 'Title' },
    prompt: 'Shown in place of how the conversation begins. Leave it empty for that.',
    valueOf: recordedTitle,
  });
}
