import { UserdeskError } from '../api/errors';
import type { WayOut } from '../shared/failureView';
import {
  describeFailure,
  wayOutTitles,
  type FailureDescription,
  type FailureSubject,
} from './describeFailure';
import type { Log } from './log';
import { showError } from './notifications';
import { openSetting } from './openSetting';

/** The ways out that mean something different for each thing that failed. */
export interface Retry {
  /** Ask for a key and do it again with that. */
  withAnotherKey: () => Promise<unknown>;
  withAnotherChatbot: () => Promise<unknown>;
  again: () => Promise<unknown>;
}

/** The one place where a failure becomes visible, with what can be done about it. */
export class FailureReporter {
  constructor(private readonly log: Log) {}

  /** Logs it and says it in words. */
  describe(error: unknown, subject: FailureSubject): FailureDescription {
    if (error instanceof UserdeskError) {
      // Without its stack, which would push the line that matters out of view.
      const reason = error.cause instanceof Error ? `: ${error.cause.message}` : '';
      this.log.error(`${error.code}, chatbot ${subject.chatbot.id}${reason}`);
    } else {
      this.log.error('Unexpected failure', error);
    }
    return this.inWords(error, subject);
  }

  /** Only says it: for a state that is drawn again and again. */
  inWords(error: unknown, subject: FailureSubject): FailureDescription {
    if (error instanceof UserdeskError) return describeFailure(error.failure, subject);
    return {
      message: 'Userdesk for VS Code ran into a problem of its own. The log has the details.',
      waysOut: ['showLog'],
    };
  }

  /** Shows it as a notification; does not wait for it to be answered. */
  show(error: unknown, subject: FailureSubject, retry: Retry): void {
    const { message, waysOut } = this.describe(error, subject);
    const titles = waysOut.map((id) => wayOutTitles[id]);
    void showError(message, ...titles).then((title) => {
      const id = waysOut.find((wayOut) => wayOutTitles[wayOut] === title);
      if (id) void this.attempt(() => this.follow(id, retry));
    });
  }

  /** The last net under every door: what is thrown is logged and told. */
  async attempt<T>(action: () => Promise<T>): Promise<T | undefined> {
    try {
      return await action();
    } catch (error) {
      this.showOf(error, () => this.attempt(action));
      return undefined;
    }
  }

  /** For what failed before a chatbot was known: every way to do it again is the same. */
  private showOf(error: unknown, again: () => Promise<unknown>): void {
    const subject: FailureSubject = { chatbot: { id: '' }, request: 'conversation' };
    this.show(error, subject, { again, withAnotherKey: again, withAnotherChatbot: again });
  }

  async follow(id: WayOut, retry: Retry): Promise<unknown> {
    switch (id) {
      case 'setApiKey':
      case 'replaceApiKey':
        return retry.withAnotherKey();
      case 'chooseAnotherChatbot':
        return retry.withAnotherChatbot();
      case 'tryAgain':
      case 'askAgain':
        return retry.again();
      case 'changeTimeout':
        return openSetting('userdesk.requestTimeout');
      case 'proxySettings':
        return openSetting('http.proxy');
      case 'baseUrlSetting':
        return openSetting('userdesk.apiBaseUrl');
      case 'userEmailSetting':
        return openSetting('userdesk.userEmail');
      case 'showLog':
        this.log.show();
        return undefined;
    }
  }
}
