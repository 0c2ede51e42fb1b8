import type { RecordedConversation } from '../record/protocol';
import type { Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';
import type { RecordClient } from './recordClient';

const pageSize = 500;

/** The conversations of the record, as the rest of the extension asks for them. */
export class RecordedConversations implements ConversationStore {
  constructor(private readonly record: Pick<RecordClient, 'ask'>) {}

  async add(conversation: Conversation): Promise<void> {
    await this.record.ask({ type: 'add', conversation });
  }

  /** All of them, a page at a time: for few. Lists ask for days and their rows. */
  async list(): Promise<RecordedConversation[]> {
    const all = await this.record.ask({ type: 'pinned' });
    let before: number | undefined;
    for (;;) {
      const page = await this.record.ask({
        ...{ type: 'rows', start: -Infinity, end: Infinity, limit: pageSize },
        ...(before !== undefined && { before }),
      });
      all.push(...page);
      before = page.at(-1)?.row;
      if (page.length < pageSize) return all.sort((a, b) => b.row - a.row);
    }
  }

  find(conversationId: string): Promise<RecordedConversation | undefined> {
    return this.record.ask({ type: 'find', id: conversationId });
  }
}
