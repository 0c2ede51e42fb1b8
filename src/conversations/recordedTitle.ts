import type { RecordedConversation } from '../record/protocol';
import { conversationTitle, type Conversation } from './conversation';
import { personsLine } from '../support/personsLine';

/** The title that a person gave it, else how it begins. */
export function recordedTitle(
  conversation: Conversation & Pick<Partial<RecordedConversation>, 'title'>,
): string {
  return personsLine(conversation.title ?? '') ?? conversationTitle(conversation);
}

/** The note that a person made, where there is anything to be seen in it. */
export function recordedNote({
  note = '',
}: Pick<RecordedConversation, 'note'>): string | undefined {
  return personsLine(note);
}
