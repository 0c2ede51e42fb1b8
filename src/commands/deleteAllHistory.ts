import * as vscode from 'vscode';
import { showInformation, showWarning } from '../support/notifications';
import { notDeletedSentence } from '../support/recordTrouble';
import type { CommandParts } from './commandParts';

type Parts = Pick<CommandParts, 'store' | 'panels' | 'sessions' | 'lastUser' | 'log'>;

/** Removes the whole record from the disk, and whom conversations were created for last. */
export async function deleteAllHistory(parts: Parts): Promise<void> {
  const { store, panels, sessions, lastUser, log } = parts;
  const deleteAll = 'Delete All';
  const answer = await vscode.window.showWarningMessage(
    'Delete all conversations from this machine?',
    {
      modal: true,
      detail:
        'Every conversation ID, message, title, note and draft is removed for good, and so are the user details used last. Userdesk keeps what it has, but cannot be asked for it. API keys stay.',
    },
    deleteAll,
  );
  if (answer !== deleteAll) return;
  await sessions.stopAll();
  const deleted = await store.deleteAll();
  if ('refused' in deleted) {
    const { refused } = deleted;
    if (refused !== 'busy') log.error('History could not be deleted', refused.reason);
    void showWarning(notDeletedSentence(refused === 'busy' ? refused : refused.kind));
    return;
  }
  await panels.closeAll();
  await lastUser.forget();
  const { remains } = deleted;
  if (remains.length === 0) void showInformation('All history is deleted from this machine.');
  else {
    void showWarning(
      `Not every byte is deleted: ${remains.join(', ')} could not be removed. Close other windows, then delete all history again.`,
    );
  }
}
