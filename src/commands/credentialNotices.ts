import { quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import type { Log } from '../support/log';
import { showWarning } from '../support/notifications';

const setKey = 'Set API Key';
const showLog = 'Show Log';
const keyringAdvice =
  'On Linux, a keyring such as GNOME Keyring or KWallet, installed and unlocked, helps.';

/** Says, once each, what this machine could not keep, and what helps. */
export class CredentialNotices {
  private saidStorageFailed = false;
  private saidRecordFailed = false;

  constructor(
    private readonly log: Pick<Log, 'error' | 'show'>,
    private readonly setApiKey: (chatbot: Chatbot) => Promise<void>,
  ) {}

  storageFailed(reason: unknown): void {
    this.log.error('SecretStorage failed', reason);
    if (this.saidStorageFailed) return;
    this.saidStorageFailed = true;
    void this.warn(
      `VS Code's secret storage failed (${describe(reason)}). The API key is used until this ` +
        `window closes, and then asked for again. ${keyringAdvice}`,
    );
  }

  recordFailed(reason: unknown): void {
    this.log.error('The record of conversations could not be written', reason);
    if (this.saidRecordFailed) return;
    this.saidRecordFailed = true;
    void this.warn(
      `Conversations cannot be kept on disk (${describe(reason)}). They are shown until this ` +
        'window closes. Copy their IDs, and make room or allow writing.',
    );
  }

  lost(chatbots: Chatbot[]): void {
    const [chatbot, ...others] = chatbots;
    if (!chatbot) return;
    const keys =
      others.length === 0
        ? `The API key for ${quoteChatbot(chatbot)} is`
        : `The API keys for ${chatbots.map(quoteChatbot).join(', ')} are`;
    const message = `${keys} gone from VS Code's secret storage. Set it again. ${keyringAdvice}`;
    void this.offerToSet(chatbot, message);
  }

  private async offerToSet(chatbot: Chatbot, message: string): Promise<void> {
    if ((await showWarning(message, setKey)) === setKey) await this.setApiKey(chatbot);
  }

  private async warn(message: string): Promise<void> {
    if ((await showWarning(message, showLog)) === showLog) this.log.show();
  }
}

function describe(reason: unknown): string {
  const { code, message } = reason as Partial<NodeJS.ErrnoException>;
  return code ?? message ?? String(reason);
}
