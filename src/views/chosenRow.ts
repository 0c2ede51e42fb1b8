import { refOf } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import type { RecordedConversation } from '../record/protocol';
import { ConversationRow, type ConversationsList } from './conversationsTree';

/**
 * Tells the conversation of the row that is selected in a tree, if that shows, as it stands in the
 * record now. While VS Code asks for the rows anew, it names none as selected, and of one that is
 * gone it says nothing: so the last word is remembered, and what it is about is looked up.
 */
export function chosenRowIn(
  list: Pick<ConversationsList, 'selection' | 'visible' | 'onDidChangeSelection'>,
  store: Pick<ConversationStore, 'get'>,
): () => Promise<RecordedConversation | undefined> {
  let last: unknown;
  // Ends with the tree, as the window does.
  list.onDidChangeSelection(({ selection }) => {
    last = selection[0];
  });
  return async () => {
    const row = list.visible ? (list.selection[0] ?? last) : undefined;
    return row instanceof ConversationRow ? store.get(refOf(row.conversation)) : undefined;
  };
}
