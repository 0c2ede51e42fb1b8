import { longestLine, personsLine } from '../support/personsLine';
import { keyInText } from '../conversations/userDetails';
import { askText } from '../prompts/quickInputs';
import type { RecordedConversation } from '../record/protocol';
import { changeRecorded } from './changeRecorded';
import { chosenRecorded, type ChoiceParts } from './chosenConversation';
import type { CommandParts } from './commandParts';

interface TextOfConversation {
  /** Of the prompt. */
  title: string;
  field: 'title' | 'note';
  placeholder: string;
  prompt: string;
  valueOf: (conversation: RecordedConversation) => string;
}

/** Asks for a line about a conversation, which is kept: no API key. An empty one takes it away. */
export async function changeText(
  parts: ChoiceParts & Pick<CommandParts, 'knownKeys'>,
  argument: unknown,
  { title, field, placeholder, prompt, valueOf }: TextOfConversation,
): Promise<void> {
  const conversation = await chosenRecorded(title, parts, argument);
  if (!conversation) return;
  const apiKeys = await parts.knownKeys();
  const answer = await askText({
    ...{ title, placeholder, prompt, value: valueOf(conversation) },
    problem: (text) =>
      text.length > longestLine
        ? `This is longer than ${longestLine} characters.`
        : keyInText(text, apiKeys, 'the record'),
  });
  if (answer?.kind !== 'answer') return;
  await changeRecorded(parts.store, conversation, { [field]: personsLine(answer.value) ?? null });
}
