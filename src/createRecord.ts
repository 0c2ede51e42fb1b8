import * as vscode from 'vscode';
import type { Settings } from './chatbots/settings';
import { RecordClient } from './conversations/recordClient';
import type { Log } from './support/log';

/** Files are where VS Code says; the thread that works on them is started when first needed. */
export function createRecord(
  context: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri'>,
  settings: Pick<Settings, 'isHistoryEnabled' | 'historyMaxAgeDays'>,
  log: Pick<Log, 'error'>,
): RecordClient {
  const inStorage = (name: string) => vscode.Uri.joinPath(context.globalStorageUri, name).fsPath;
  const worker = vscode.Uri.joinPath(context.extensionUri, 'dist', 'recordWorker.js');
  const files = {
    path: inStorage('history.sqlite'),
    oldFiles: {
      conversations: inStorage('conversations.jsonl'),
      transcripts: inStorage('transcripts'),
    },
  };
  const options = {
    maxAgeDays: settings.historyMaxAgeDays,
    ...(settings.isHistoryEnabled ? files : { keptBefore: files }),
  };
  return new RecordClient(worker.fsPath, options, (error) => {
    log.error('What was told of the record met a problem', error);
  });
}
