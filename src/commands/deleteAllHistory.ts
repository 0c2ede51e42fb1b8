import * as vscode from 'vscode';
import { showInformation, showWarning } from '../support/notifications';
import type { CommandParts } from './commandParts';

type Parts = Pick<CommandParts, 'store' | 'panels' | 'sessions' | 'lastUser' | 'failures'>;

/** Removes the whole record from the disk, and whom conversations were created for last. */
export async function deleteAllHistory(parts: Parts): Promise<void> {
  const { store, panels, sessions, lastUser } = parts;
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
  await panels.closeAll();
  await sessions.stopAll();
  const { remains } = await store.deleteAll();
  await lastUser.forget();
  if (remains.length === 0) void showInformation('All history is deleted from this machine.');
  else {
    void showWarning(
      `All history is deleted, but another window holds ${remains.join(', ')}. Close other windows and delete all history again to remove every byte.`,
    );
  }
}
