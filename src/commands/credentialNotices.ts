import { quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import type { Conversation } from '../conversations/conversation';
import type { Log } from '../support/log';
import type { FailureReporter } from '../support/reportFailure';
import type { RecordTrouble } from '../record/protocol';
import { showWarning } from '../support/notifications';
import { recordTroubleSentence } from '../support/recordTrouble';

const setKey = 'Set API Key';
const showLog = 'Show Log';
const keyringAdvice =
  'On Linux, a keyring such as GNOME Keyring or KWallet, installed and unlocked, helps.';

/** Says, once each, what this machine could not keep, and what helps. */
export class CredentialNotices {
  private saidStorageFailed = false;

  constructor(
    private readonly log: Pick<Log, 'clean' | 'error' | 'show'>,
    private readonly failures: Pick<FailureReporter, 'attempt'>,
  ) {}

  storageFailed(reason: unknown): void {
    this.log.error('SecretStorage failed', reason);
    if (this.saidStorageFailed) return;
    this.saidStorageFailed = true;
    this.warn(storageFailedSentence(reason));
  }

  /** The record tells each of them once, until it has gone well again. */
  recordTrouble(trouble: RecordTrouble): void {
    this.log.error(`The record of conversations: ${trouble.kind}`, trouble.reason);
    this.warn(recordTroubleSentence(trouble));
  }

  notRecorded({ id }: Conversation, reason: unknown): void {
    this.log.error('The record of conversations failed', reason);
    this.warn(`The conversation ${id} was created but could not be recorded. Copy its ID.`);
  }

  lost(chatbots: Chatbot[], setApiKey: (chatbot: Chatbot) => Promise<void>): void {
    const [chatbot, ...others] = chatbots;
    if (!chatbot) return;
    const keys =
      others.length === 0
        ? `The API key for ${quoteChatbot(chatbot)} is`
        : `The API keys for ${chatbots.map(quoteChatbot).join(', ')} are`;
    const message = `${keys} gone from VS Code's secret storage. Set it again. ${keyringAdvice}`;
    void this.failures.attempt(async () => {
      if ((await showWarning(message, setKey)) === setKey) await setApiKey(chatbot);
    });
  }

  private warn(message: string): void {
    void this.failures.attempt(async () => {
      const answer = await showWarning(this.log.clean(message), showLog);
      if (answer === showLog) this.log.show();
    });
  }
}

/** True of a key that could not be read as well as of one that could not be stored. */
export function storageFailedSentence(reason: unknown): string {
  return (
    `VS Code's secret storage failed (${describe(reason)}). An API key that it cannot read is ` +
    `asked for again; one that it cannot keep is used until this window closes. ${keyringAdvice}`
  );
}

function describe(reason: unknown): string {
  const { code, message } = (reason ?? {}) as Partial<NodeJS.ErrnoException>;
  return code ?? message ?? String(reason);
}
