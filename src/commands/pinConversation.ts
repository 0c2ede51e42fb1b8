import { changeRecorded } from './changeRecorded';
import { chosenConversation, type ChoiceParts } from './chosenConversation';

export function pinConversation(parts: ChoiceParts, argument: unknown): Promise<void> {
  return pin('Pin Conversation', true, parts, argument);
}

export function unpinConversation(parts: ChoiceParts, argument: unknown): Promise<void> {
  return pin('Unpin Conversation', false, parts, argument);
}

async function pin(
  title: string,
  pinned: boolean,
  parts: ChoiceParts,
  argument: unknown,
): Promise<void> {
  const conversation = await chosenConversation(title, parts, argument);
  if (conversation) await changeRecorded(parts.store, conversation, { pinned });
}
