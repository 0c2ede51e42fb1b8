import type { Conversation } from '../../../src/conversations/conversation';
import { ConversationFile } from '../../../src/conversations/conversationFile';

const chatbot = { origin: 'https://api.userdesk.io', id: '123456', name: 'Support bot' };

/** A conversation of which only what a case is about has to be said. */
export function conversation(id: string, changes: Partial<Conversation> = {}): Conversation {
  return { chatbot, id, createdAt: Date.UTC(2026, 2, 3, 14, 3), ...changes };
}

/** One window's record, with all that it says to those around it. */
export class RecordUnderTest {
  readonly failures: NodeJS.ErrnoException[] = [];
  changes = 0;
  readonly file: ConversationFile;

  constructor(readonly path: string) {
    this.file = new ConversationFile(path, {
      recordFailed: (reason) => this.failures.push(reason as NodeJS.ErrnoException),
      changed: () => (this.changes += 1),
    });
  }

  async ids(): Promise<string[]> {
    return (await this.file.list()).map(({ id }) => id);
  }
}
