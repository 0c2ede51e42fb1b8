import { UserdeskError } from '../api/errors';
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

  /** Base URL of the running sandbox, or `undefined`. */
  get baseUrl(): string | undefined {
    return this.sandbox?.baseUrl;
  }

  /** @throws UserdeskError `sandboxUnavailable` if no port could be had. */
  async ensure(): Promise<Sandbox> {
    this.starting ??= this.start();
    try {
      const sandbox = await this.starting;
      if (this.sandbox !== sandbox) {
        this.sandbox = sandbox;
        this.onDidChange(true);
      }
      return sandbox;
    } catch (cause) {
      this.starting = undefined;
      const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
      throw new UserdeskError({ code: 'sandboxUnavailable', reason }, { cause });
    }
  }

  async stop(): Promise<void> {
    const sandbox = await this.starting?.catch(() => undefined);
    this.starting = undefined;
    this.sandbox = undefined;
    await sandbox?.stop();
    this.onDidChange(false);
  }

  dispose(): void {
    void this.stop();
  }
}
