import { UserdeskError } from '../api/errors';
import { sandboxChatbots, type SandboxChatbot } from '../sandbox/chatbots';
import type { Sandbox } from '../sandbox/server';

/** As the sandbox is without a scenario. */
export const ownChatbots: Pick<SandboxRunner, 'chatbots' | 'canHave'> = {
  chatbots: sandboxChatbots,
  canHave: (chatbotId) => sandboxChatbots.some(({ id }) => id === chatbotId),
};

/** The sandbox of this window: started when first used, in memory alone. */
export class SandboxRunner {
  private starting: Promise<Sandbox> | undefined;
  private sandbox: Sandbox | undefined;

  constructor(
    private readonly start: () => Promise<Sandbox>,
    private readonly onDidChange: (running: boolean) => void,
    /** Whether it would start with a scenario, whose chatbots are not known before. */
    private readonly hasScenario: () => boolean = () => false,
  ) {}

  get isRunning(): boolean {
    return this.sandbox !== undefined;
  }

  /** The one that runs, if one does. */
  get running(): Sandbox | undefined {
    return this.sandbox;
  }

  /** Of the one that runs; else those that there are without a scenario. */
  get chatbots(): readonly SandboxChatbot[] {
    return this.sandbox?.chatbots() ?? sandboxChatbots;
  }

  /** Whether it has such a chatbot, or may have one once it is started. */
  canHave(chatbotId: string): boolean {
    const isKnown = this.chatbots.some(({ id }) => id === chatbotId);
    return isKnown || (!this.isRunning && this.hasScenario());
  }

  /** Base URL of the running sandbox, or `undefined`. */
  get baseUrl(): string | undefined {
    return this.sandbox?.baseUrl;
  }

  /** @throws UserdeskError `sandboxUnavailable` if no port could be had. */
  async ensure(): Promise<Sandbox> {
    const starting = (this.starting ??= this.start());
    try {
      const sandbox = await starting;
      // Stopped while it started, it belongs to nobody any more.
      if (this.starting === starting && this.sandbox !== sandbox) {
        this.sandbox = sandbox;
        this.onDidChange(true);
      }
      return sandbox;
    } catch (cause) {
      if (this.starting === starting) this.starting = undefined;
      const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
      throw new UserdeskError({ code: 'sandboxUnavailable', reason }, { cause });
    }
  }

  async stop(): Promise<void> {
    const { starting } = this;
    // At once: whoever asks from now on gets a new one.
    this.starting = undefined;
    this.sandbox = undefined;
    this.onDidChange(false);
    const sandbox = await starting?.catch(() => undefined);
    await sandbox?.stop();
  }

  dispose(): void {
    void this.stop();
  }
}
