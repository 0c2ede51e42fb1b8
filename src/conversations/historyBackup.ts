import { backupHead, backupTail } from '../record/backupFile';
import type { BackupPage, ConversationRef } from '../record/protocol';
import type { RecordClient } from './recordClient';

const pageSize = 50;

/**
 * A backup of the record, or of some of its conversations, piece by piece: `userdesk-history`,
 * described in `media/history-backup.schema.json`. It has everything in it, personal data too.
 */
export async function* backUpHistory(
  record: Pick<RecordClient, 'ask'>,
  selection?: readonly ConversationRef[],
): AsyncGenerator<string> {
  yield backupHead;
  let separator = '\n';
  for await (const conversations of selection ? selected(record, selection) : all(record)) {
    for (const json of conversations) {
      yield separator + json;
      separator = ',\n';
    }
  }
  yield `\n${backupTail}\n`;
}

async function* all(record: Pick<RecordClient, 'ask'>): AsyncGenerator<string[]> {
  let after: number | undefined = -1;
  while (after !== undefined) {
    const page: BackupPage = await record.ask({ type: 'backupPage', after, limit: pageSize });
    yield page.conversations.map(({ json }) => json);
    after = page.next;
  }
}

async function* selected(
  record: Pick<RecordClient, 'ask'>,
  selection: readonly ConversationRef[],
): AsyncGenerator<string[]> {
  for (const ref of selection) {
    const json = await record.ask({ type: 'backupOf', ref });
    if (json !== undefined) yield [json];
  }
}
