import { changeText } from './changeText';
import type { ChoiceParts } from './chosenConversation';
import type { CommandParts } from './commandParts';

/** A line of one's own about a conversation. */
export function editNote(
  parts: ChoiceParts & Pick<CommandParts, 'knownKeys'>,
  argument: unknown,
): Promise<void> {
  return changeText(parts, argument, {
    ...{ title: 'Edit Note', field: 'note', placeholder: 'Note' },
    prompt: 'Kept on this machine and found by the search. Leave it empty for none.',
    valueOf: ({ note = '' }) => note,
  });
}
