import { equal } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import Ajv from 'ajv';
import type { BackupConversation } from '../../../src/record/backupFormat';
import { answerFileDialog } from './fileDialog';
import { placesOf } from './secretScan';
import type { Workbench } from './workbench';

const schema = resolve(__dirname, '../../../media/history-backup.schema.json');

/** The conversations in a backup, once it is certain that it is in the form that is described. */
export async function readBackup(path: string): Promise<BackupConversation[]> {
  const ajv = new Ajv({ unknownFormats: 'ignore' });
  const isValid = ajv.compile(JSON.parse(await readFile(schema, 'utf8')) as object);
  const backup = JSON.parse(await readFile(path, 'utf8')) as {
    conversations: BackupConversation[];
  };
  equal(isValid(backup), true, ajv.errorsText(isValid.errors));
  return backup.conversations;
}

/** A file like a backup, of what is no conversation or is one. */
export async function writeBackup(path: string, conversations: unknown[], version = 1) {
  const backup = { format: 'userdesk-history', version, conversations };
  await writeFile(path, JSON.stringify(backup));
}

/** Back Up History… of everything. */
export async function backUp(workbench: Workbench, path: string): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand('Userdesk: Back Up History…');
  await quickInput.waitForPrompt({ title: 'Back Up History', placeholder: 'What to back up' });
  await quickInput.pick('Everything');
  await answerFileDialog(workbench, { title: 'Back Up History', path });
}

export async function restore(workbench: Workbench, path: string): Promise<void> {
  await workbench.runCommand('Userdesk: Restore History…');
  await answerFileDialog(workbench, { title: 'Restore History', path });
}

/** Where a text stands in what the extension keeps on disk. */
export function placesInStorage(text: string, { recordFile }: Workbench): string[] {
  return placesOf(text, { profileFolder: dirname(recordFile), consoleLines: [] });
}
