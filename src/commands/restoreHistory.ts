import * as vscode from 'vscode';
import { restoreHistory as restore } from '../conversations/restoreHistory';
import { settings, settingsSection } from '../ids';
import type { Restored, RestoreFailure } from '../record/protocol';
import { showError, showInformation, showWarning } from '../support/notifications';
import { openSetting } from '../support/openSetting';
import { withProgress } from '../support/progress';
import { fileName } from '../support/writeFile';
import type { CommandParts } from './commandParts';

/** Takes back what Back Up History wrote. What is known already stays as it is. */
export async function restoreHistory({
  record,
  failures,
}: Pick<CommandParts, 'record' | 'failures'>): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      ...{ title: 'Restore History', openLabel: 'Restore', canSelectMany: false },
      filters: { JSON: ['json'] },
    })) ?? [];
  if (!file) return;
  const name = fileName(file);
  if (file.scheme !== 'file') {
    void showError(`${name} is not on this machine. Copy it here, then restore it.`);
    return;
  }
  const outcome = await withProgress('Restoring history…', () => restore(record, file.fsPath));
  if ('failure' in outcome) void showError(failed(outcome.failure, name));
  else void failures.attempt(() => tell(outcome, name));
}

async function tell(outcome: Restored, name: string): Promise<void> {
  const { kept, outdated } = outcome;
  const told = restored(outcome, name);
  if (!kept) {
    void showWarning(`${told} The disk did not take all of it: restore it again later.`);
  } else if (outdated === 0) void showInformation(told);
  else {
    const change = 'Open Settings';
    const answer = await showWarning(`${told} ${outdatedSentence(outdated)}`, change);
    if (answer === change) await openSetting(`${settingsSection}.${settings.historyMaxAgeDays}`);
  }
}

function outdatedSentence(count: number): string {
  const [are, them] = count === 1 ? ['conversation is', 'it'] : ['conversations are', 'them'];
  return `${count} ${are} older than userdesk.history.maxAgeDays allows and will be deleted again when the window is reloaded: pin ${them}, or change the setting.`;
}

function restored({ added, merged, unchanged, refused }: Restored, name: string): string {
  const count = (number: number, what: string) => (number === 0 ? [] : [`${number} ${what}`]);
  const parts = [
    ...count(added, 'added'),
    ...count(merged, 'with messages that were missing'),
    ...count(unchanged, 'known already'),
    ...count(refused, 'not understood and left out'),
  ];
  return `Conversations restored from ${name}: ${parts.join(', ') || 'none in it'}.`;
}

function failed(failure: RestoreFailure, name: string): string {
  switch (failure) {
    case 'unreadable':
      return `${name} cannot be read.`;
    case 'noBackup':
      return `${name} is no backup of Userdesk's history. Choose a file that Back Up History wrote.`;
    case 'newer':
      return `${name} is of a newer version of this extension. Update the extension.`;
    case 'damaged':
      return `${name} is damaged. Nothing of it was restored.`;
    case 'tooLarge':
      return `${name} holds a conversation that is too large. Nothing of it was restored.`;
  }
}
