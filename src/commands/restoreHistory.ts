import * as vscode from 'vscode';
import { restoreHistory as restore } from '../conversations/restoreHistory';
import { settings, settingsSection } from '../ids';
import type { Restored } from '../record/protocol';
import { showError, showInformation, showWarning } from '../support/notifications';
import { openSetting } from '../support/openSetting';
import { withProgress } from '../support/progress';
import {
  isGoneWithWindow,
  restoredSentence,
  restoreFailedSentence,
} from '../support/restoreSentences';
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
  if ('failure' in outcome) void showError(restoreFailedSentence(outcome.failure, name));
  else void failures.attempt(() => tell(outcome, name));
}

async function tell(outcome: Restored, name: string): Promise<void> {
  const told = restoredSentence(outcome, name);
  const setting = settingInTheWay(outcome);
  if (setting === undefined) {
    void (outcome.kept === 'refused' ? showWarning(told) : showInformation(told));
    return;
  }
  const change = 'Open Settings';
  const answer = await showWarning(told, change);
  if (answer === change) await openSetting(`${settingsSection}.${setting}`);
}

/** What has to be another for all of it to stay. */
function settingInTheWay(outcome: Restored): string | undefined {
  const { kept, outdated } = outcome;
  if (isGoneWithWindow(outcome)) return settings.historyEnabled;
  return kept === 'onDisk' && outdated > 0 ? settings.historyMaxAgeDays : undefined;
}
