import { UserdeskError } from '../api/errors';
import { sandboxChatbots, type SandboxChatbot } from '../sandbox/chatbots';
import type { Sandbox } from '../sandbox/server';

/** The sandbox of this window: started when first used, in memory alone. */
export class SandboxRunner {
  private starting: Promise<Sandbox> | undefined;
  private sandbox: Sandbox | undefined;

  constructor(
    private readonly start: () => Promise<Sandbox>,
    private readonly onDidChange: (running: boolean) => void,
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
