import assert from 'node:assert/strict';
import { UserdeskError } from '../../../src/api/errors';
import type { ChatSessionParts } from '../../../src/conversations/chatSession';
import { ChatSessions } from '../../../src/conversations/chatSessions';
import type { StreamMessageOptions } from '../../../src/conversations/streamMessage';
import { describeFailure } from '../../../src/support/describeFailure';
import { join } from 'node:path';
import { ApiKeysUnderTest } from '../chatbots/apiKeysUnderTest';
import { RecordUnderTest } from './recordUnderTest';

interface Sending extends StreamMessageOptions {
  message: string;
  end: (outcome: 'done' | 'stopped' | 'unsent') => void;
  fail: (error: unknown) => void;
}

/** Windows on one record and on one person's keys; the test is the chatbot. */
export class SessionsUnderTest {
  readonly keys = new ApiKeysUnderTest();
  readonly sendings: Sending[] = [];
  /** What went wrong beside a conversation. */
  readonly failures: unknown[] = [];
  private readonly records: RecordUnderTest[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly folder: string) {}

  openWindow(changes: Partial<ChatSessionParts> = {}): ChatSessions {
    return new ChatSessions({
      knownKeys: async () => [...(await this.keys.store.all()), ...this.keys.seen],
      seenKeys: this.keys.seen,
      stream: (_conversation, message, options) =>
        new Promise((resolve, reject) => {
          this.sendings.push({ ...options, message, end: resolve, fail: reject });
          this.waiting.splice(0).forEach((wake) => {
            wake();
          });
        }),
      store: this.record().transcripts,
      describe: (error, { chatbot }) =>
        error instanceof UserdeskError
          ? describeFailure(error.failure, { chatbot, request: 'message' })
          : { message: 'A problem of its own.', waysOut: [] },
      failed: (error) => this.failures.push(error),
      now: () => 1000,
      ...changes,
    });
  }

  /** As another window, or a later one, has it. */
  record(folder = this.folder): RecordUnderTest {
    const record = new RecordUnderTest(join(folder, 'history.sqlite'));
    this.records.push(record);
    return record;
  }

  close(): void {
    for (const record of this.records.splice(0)) record.close();
  }

  /** What was sent as the nth request, once it was. */
  async sending(count = 1): Promise<Sending> {
    while (this.sendings.length < count) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    return this.sendings[count - 1] ?? assert.fail();
  }
}
