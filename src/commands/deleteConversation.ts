import { refOf } from '../conversations/conversation';
import { recordedTitle } from '../conversations/recordedTitle';
import { showInformation, showWarning } from '../support/notifications';
import { chosenConversation, type ChoiceParts } from './chosenConversation';
import type { CommandParts } from './commandParts';

/** Deletes it from the record here; Userdesk keeps what it has. */
export async function deleteConversation(
  parts: ChoiceParts & Pick<CommandParts, 'sessions' | 'failures'>,
  argument: unknown,
): Promise<void> {
  const conversation = await chosenConversation('Delete Conversation', parts, argument);
  if (!conversation) return;
  const { store, panels, sessions, failures } = parts;
  if (await sessions.isAnswering(conversation)) {
    void showWarning('This conversation is being answered. Stop the answer, then delete it.');
    return;
  }
  const ref = refOf(conversation);
  if (!(await store.delete(ref))) {
    void showWarning(
      'Another window has an answer under way in this conversation. Stop it there, then delete the conversation.',
    );
    return;
  }
  const wasOpen = panels.close(conversation);
  void failures.attempt(async () => {
    const undo = 'Undo';
    const message = `"${recordedTitle(conversation)}" is deleted from the record on this machine.`;
    if ((await showInformation(message, undo)) !== undo) return;
    if (!(await store.undelete(ref))) {
      void showInformation('It is gone: a deletion can be undone for ten seconds.');
    } else if (wasOpen) await panels.show(conversation);
  });
}
