import { keyOf } from '../conversations/conversation';
import { backupPage } from './backup';
import { copyConversation } from './copyConversation';
import { rowAtNumber } from './lists';
import type { BackupPage, ConversationRef, WriteRequest } from './protocol';
import { rowOf, type Store } from './store';
import { applyWrite, refOfWrite, type Writer } from './writes';

/** A conversation as a list shows it; `undefined` for one that is in no list by day. */
export type Listed = { origin: string; chatbotId: string; row: number } | undefined;

/**
 * What the disk refused: the writes, to be tried again, and a database in memory with the
 * conversations that they are about, so that reading finds them.
 */
export class RefusedWrites {
  readonly requests: WriteRequest[] = [];
  /** How each of the conversations stands on the disk. */
  private readonly onDisk = new Map<string, { ref: ConversationRef; listed: Listed }>();

  constructor(readonly memory: Store) {}

  /** @returns `gone` for what would go on with a conversation that is not there */
  add(request: WriteRequest, disk: Store | undefined, writer: Writer): 'gone' | undefined {
    const ref = refOfWrite(request);
    const outcome = this.memory.sql.transaction(() => {
      if (!this.has(ref)) {
        if (disk) copyConversation(disk, this.memory, ref, writer);
        this.onDisk.set(keyOf(ref), { ref, listed: disk && listed(disk, ref) });
      }
      return applyWrite(this.memory, request, writer);
    });
    if (rowOf(this.memory, ref) === undefined) this.onDisk.delete(keyOf(ref));
    if (outcome === undefined) this.requests.push(request);
    return outcome;
  }

  has(ref: ConversationRef): boolean {
    return this.hasKey(keyOf(ref));
  }

  hasKey(key: string): boolean {
    return this.onDisk.has(key);
  }

  /** All that is here. */
  backup(): BackupPage {
    const all = { after: -1, limit: Number.MAX_SAFE_INTEGER };
    return backupPage(this.memory, all, { owner: '', now: Date.now() });
  }

  get conversationCount(): number {
    return this.onDisk.size;
  }

  /** Of each conversation: how it is listed on the disk, and how it is by now. */
  get differences(): { was: Listed; is: Listed }[] {
    return [...this.onDisk.values()].map((each) => ({
      was: each.listed,
      is: listed(this.memory, each.ref),
    }));
  }
}

function listed(store: Store, ref: ConversationRef): Listed {
  const row = rowOf(store, ref);
  const found = row === undefined ? undefined : rowAtNumber(store.sql, row);
  return found?.deleted_at === null && found.pinned === 0
    ? { origin: found.origin, chatbotId: found.chatbot_id, row: found.row }
    : undefined;
}
