import { refOf, type Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import type { ConversationChanges } from '../record/protocol';
import { showWarning } from '../support/notifications';

/** Changes what a person made of a conversation, or says that it is gone meanwhile. */
export async function changeRecorded(
  store: Pick<ConversationStore, 'change'>,
  conversation: Conversation,
  changes: ConversationChanges,
): Promise<void> {
  if (await store.change(refOf(conversation), changes)) return;
  void showWarning('Nothing is changed: this conversation is not in the record any more.');
}
