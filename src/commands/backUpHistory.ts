import * as vscode from 'vscode';
import { refOf } from '../conversations/conversation';
import { HistoryBackup } from '../conversations/historyBackup';
import { askPick } from '../prompts/quickInputs';
import { askWhereToSave } from '../prompts/saveDialog';
import type { ConversationRef } from '../record/protocol';
import { showInformation, showWarning } from '../support/notifications';
import { withCancellableProgress } from '../support/progress';
import { fileName, writeFile } from '../support/writeFile';
import type { CommandParts } from './commandParts';
import { toItem } from './pickConversation';

const title = 'Back Up History';
/** One chooses among so many, the newest. */
const mostToChoose = 500;

type Parts = Pick<CommandParts, 'record' | 'store' | 'times' | 'failures'>;

/** Everything, or some conversations, as one file that Restore History takes back. */
export async function backUpHistory(parts: Parts): Promise<void> {
  const { store, failures } = parts;
  if ((await store.newest(1)).length === 0) {
    void showInformation('There is no conversation yet. Create one first.');
    return;
  }
  const selection = await askSelection(parts);
  if (selection === 'cancelled') return;
  // Asking where to is part of what is tried again: another place may do.
  await failures.attempt(() => save(parts, selection));
}

async function save({ record }: Parts, selection: ConversationRef[] | undefined): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const file = await askWhereToSave(title, `userdesk-history-${day}.json`, { JSON: ['json'] });
  if (!file) return;
  const backup = new HistoryBackup(record, selection);
  const isWritten = await withCancellableProgress('Backing up history…', async (signal) => {
    await writeFile(file, backup, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    return !signal.aborted;
  });
  if (!isWritten) return;
  const told = `History is backed up to ${fileName(file)}. It holds personal data: names, e-mail addresses and messages as they are.`;
  if (backup.leftOut === 0) void showInformation(told);
  else void showWarning(`${told} ${leftOutSentence(backup.leftOut)}`);
}

function leftOutSentence(count: number): string {
  const [are, them] = count === 1 ? ['conversation is', 'it'] : ['conversations are', 'them'];
  return `${count} ${are} not in it, as Restore History could not take ${them} back: too large, or not as written by this extension. Export ${them} instead.`;
}

async function askSelection({
  store,
  times,
}: Parts): Promise<ConversationRef[] | undefined | 'cancelled'> {
  const everything = { label: 'Everything', detail: 'With all personal data, unlike an export' };
  const some = { label: 'Choose conversations…', detail: 'The same of some conversations' };
  const answer = await askPick({
    ...{ title, placeholder: 'What to back up', items: [everything, some] },
  });
  if (answer?.kind !== 'answer') return 'cancelled';
  if (answer.value === everything) return undefined;
  const newest = await store.newest(mostToChoose);
  const chosen = await vscode.window.showQuickPick(
    newest.map((conversation) => toItem(conversation, times)),
    {
      ...{ title, placeHolder: 'Conversations', canPickMany: true, ignoreFocusOut: true },
      ...{ matchOnDescription: true, matchOnDetail: true },
    },
  );
  if (!chosen || chosen.length === 0) return 'cancelled';
  return chosen.flatMap(({ value }) => (value ? [refOf(value)] : []));
}
