import assert from 'node:assert/strict';
import { UserdeskError, type Failure } from '../../../../src/api/errors';
import type { StreamMessage } from '../../../../src/conversations/streamMessage';

/** An answer that a test writes: nothing comes but what it says. */
export interface Answer {
  readonly message: string;
  readonly signal: AbortSignal;
  write: (text: string) => void;
  end: () => void;
  fail: (failure: Failure) => void;
}

/** Those that were asked for; the test is the chatbot. */
export class WrittenAnswers {
  private readonly asked: Answer[] = [];
  private waiting: (() => void)[] = [];

  readonly stream: StreamMessage = (_conversation, message, { signal, onText }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => {
        resolve('stopped');
      });
      this.asked.push({
        ...{ message, signal, write: onText },
        end: () => {
          resolve('done');
        },
        fail: (failure) => {
          reject(new UserdeskError(failure));
        },
      });
      this.waiting.splice(0).forEach((wake) => {
        wake();
      });
    });

  get count(): number {
    return this.asked.length;
  }

  async nth(count: number): Promise<Answer> {
    while (this.asked.length < count) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    return this.asked[count - 1] ?? assert.fail();
  }
}
