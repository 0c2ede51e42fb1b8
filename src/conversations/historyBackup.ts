import { backupHead, backupTail } from '../record/backupFile';
import type { BackupEntry, BackupPage, ConversationRef } from '../record/protocol';
import type { RecordClient } from './recordClient';

const pageSize = 50;

/**
 * A backup of the record, or of some of its conversations, piece by piece: `userdesk-history`,
 * described in `media/history-backup.schema.json`. It has everything in it, personal data too.
 */
export class HistoryBackup implements AsyncIterable<string> {
  /** Conversations that could not be restored, and are not in it. */
  leftOut = 0;

  constructor(
    private readonly record: Pick<RecordClient, 'ask'>,
    private readonly selection?: readonly ConversationRef[],
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    yield backupHead;
    let separator = '\n';
    for await (const { json } of this.selection ? this.selected(this.selection) : this.all()) {
      if (json === undefined) {
        this.leftOut++;
        continue;
      }
      yield separator + json;
      separator = ',\n';
    }
    yield `\n${backupTail}\n`;
  }

  private async *all(): AsyncGenerator<BackupEntry> {
    let after: number | undefined = -1;
    while (after !== undefined) {
      const page: BackupPage = await this.record.ask({
        type: 'backupPage',
        after,
        limit: pageSize,
      });
      yield* page.conversations;
      after = page.next;
    }
  }

  private async *selected(selection: readonly ConversationRef[]): AsyncGenerator<BackupEntry> {
    for (const ref of selection) {
      const entry = await this.record.ask({ type: 'backupOf', ref });
      if (entry) yield entry;
    }
  }
}
