import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../vscode/chromium';
import type { Profile } from '../../vscode/profile';
import { VsCodeServer } from '../../vscode/server';
import { waitFor } from './waitFor';

export interface WindowOptions {
  readonly profile: Profile;
  readonly folder: string;
  /** A host without a keyring: what is stored lives until the window is closed. */
  readonly secretsVanish: boolean;
  readonly size: { readonly width: number; readonly height: number };
  readonly logLevel?: 'trace' | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly console: (line: string) => void;
  /** The profile of a browser belongs to an origin: a restart keeps the port. */
  readonly port?: number | undefined;
}

/** Generous, because a busy machine is slow and only a test that fails waits so long. */
const actionTimeoutMs = 30_000;
const startTimeoutMs = 90_000;

/** One VS Code server with one browser window on it. */
export class VsCodeWindow {
  private constructor(
    private readonly server: VsCodeServer,
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  get port(): number {
    return this.server.port;
  }

  static async open(options: WindowOptions): Promise<VsCodeWindow> {
    const { profile, port, logLevel, env } = options;
    const [server, context] = await both(
      VsCodeServer.start({
        version: 'current',
        profile,
        ...(port === undefined ? {} : { port }),
        ...(logLevel ? { logLevel } : {}),
        ...(env ? { env } : {}),
      }),
      launch(options),
    );
    const page = context.pages()[0] ?? (await context.newPage());
    const window = new VsCodeWindow(server, context, page);
    try {
      await window.load(options.folder);
      return window;
    } catch (error) {
      await window.discard();
      throw error;
    }
  }

  /** Another window on the same server and profile. */
  async another(folder: string): Promise<VsCodeWindow> {
    const window = new VsCodeWindow(this.server, this.context, await this.context.newPage());
    await window.load(folder);
    return window;
  }

  private async load(folder: string): Promise<void> {
    const url = new URL(this.server.url);
    url.searchParams.set('folder', folder);
    await this.page.goto(url.href, { waitUntil: 'commit' });
    await this.waitUntilReady();
  }

  /** Ready means: the workbench stands, and the extension's contributions are known. */
  async waitUntilReady(): Promise<void> {
    const timeout = startTimeoutMs;
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout });
    await this.page
      .locator('.activitybar')
      .getByRole('tab', { name: 'Userdesk' })
      .waitFor({ timeout });
  }

  /** What runs the extensions is gone from one moment to the next; the page is loaded anew. */
  async crash(): Promise<void> {
    const count = await this.server.killExtensionHosts();
    if (count === 0) throw new Error('There is no extension host to kill.');
    await this.page.reload({ waitUntil: 'commit' });
    await this.waitUntilReady();
  }

  /** Ends both at once; what they have not yet written down is lost. */
  async discard(): Promise<void> {
    await Promise.all([this.context.close(), this.server.stop()]);
  }

  async close(): Promise<void> {
    // Leaving the page gives VS Code the time to write down what it keeps in the browser.
    await this.page.goto('about:blank').catch(() => undefined);
    await this.context.close();
    await this.server.stop();
  }

  /**
   * Ends both in order. Of all the ways to leave, VS Code only waits on a reload until what is
   * open is written down, however busy the machine: so it reloads, and finds an empty page.
   */
  async closeInOrder(reload: () => Promise<void>): Promise<void> {
    const { page } = this;
    await page.route('**/*', (route) => {
      const isReload =
        route.request().isNavigationRequest() && route.request().frame() === page.mainFrame();
      return isReload
        ? route.fulfill({ contentType: 'text/html', body: '<title>closed</title>' })
        : route.fallback();
    });
    await reload();
    await waitFor(
      'the end of VS Code',
      async () => (await page.title().catch(() => '')) === 'closed',
    );
    await this.close();
  }
}

async function launch(options: WindowOptions): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(options.profile.browser, {
    executablePath: findChromium(),
    args: chromiumFlags,
    viewport: options.size,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(actionTimeoutMs);
  context.on('console', (message) => {
    options.console(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => {
    options.console(`uncaught: ${error.error().stack ?? error.error().message}`);
  });
  if (!options.secretsVanish) {
    // The server's half of the key that secrets are encrypted with. The bare server has none.
    const body = Buffer.alloc(32, 7);
    await context.route('**/mint-key', (route) => route.fulfill({ status: 200, body }));
  }
  return context;
}

/** Waits for both; if one fails, what the other opened is closed again. */
async function both(
  starting: Promise<VsCodeServer>,
  launching: Promise<BrowserContext>,
): Promise<[VsCodeServer, BrowserContext]> {
  try {
    return await Promise.all([starting, launching]);
  } catch (error) {
    await Promise.allSettled([
      starting.then((server) => server.stop()),
      launching.then((context) => context.close()),
    ]);
    throw error;
  }
}
