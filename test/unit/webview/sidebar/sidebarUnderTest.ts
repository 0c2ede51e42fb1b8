import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Locator, Page } from 'playwright-core';
import type { FromSidebar, SidebarState } from '../../../../src/shared/sidebarProtocol';
import { chromiumFlags, findChromium } from '../../../vscode/chromium';
import { themeCss } from './themes';
import type { ThemeName } from './themes';

const origin = 'https://sidebar.test';

interface Bundle {
  script: string;
  styles: string;
}

/** The page as it is shipped, built in memory. */
async function buildSidebar(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: ['src/webview/sidebar/sidebar.ts'],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    platform: 'browser',
    target: 'chrome134',
    format: 'iife',
    legalComments: 'none',
    loader: { '.svg': 'text' },
    tsconfig: 'src/webview/tsconfig.json',
  });
  const textOf = (ending: string) =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), styles: textOf('.css') };
}

function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
}

/** The sidebar's page in a browser, with a host that only notes down what it is told. */
export class SidebarUnderTest {
  private constructor(
    readonly page: Page,
    /** What the console said and what the content policy refused: should stay empty. */
    readonly complaints: string[],
  ) {}

  static async open(
    browser: Browser,
    bundle: Bundle,
    { theme = 'dark', width = 300 }: { theme?: ThemeName; width?: number } = {},
  ): Promise<SidebarUnderTest> {
    const page = await browser.newPage({ viewport: { width, height: 640 } });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const files: Record<string, [type: string, body: string]> = {
      '/': ['text/html', html(theme)],
      '/theme.css': ['text/css', themeCss(theme)],
      '/sidebar.css': ['text/css', bundle.styles],
      '/sidebar.js': ['text/javascript', bundle.script],
    };
    await page.route(`${origin}/**`, async (route) => {
      const [type, body] = files[new URL(route.request().url()).pathname] ?? ['text/plain', ''];
      const policy = `default-src 'none'; style-src ${origin}; script-src 'nonce-test'`;
      const headers = { 'content-type': type, 'content-security-policy': policy };
      await route.fulfill({ headers, body });
    });
    await page.goto(origin);
    return new SidebarUnderTest(page, complaints);
  }

  async draw(state: SidebarState): Promise<void> {
    const message = JSON.stringify({ type: 'state', state });
    // Drawn when the message was handled and what reacts to it in a microtask is done.
    await this.page.evaluate(`new Promise((drawn) => {
      window.addEventListener('message', () => setTimeout(drawn), { once: true });
      window.postMessage(${message}, '*');
    })`);
  }

  /** Everything the page has told its host, in order. */
  posted(): Promise<FromSidebar[]> {
    return this.page.evaluate<FromSidebar[]>('posted');
  }

  /** Strikes that out: what follows begins a new list. */
  async forget(): Promise<void> {
    await this.page.evaluate('posted.length = 0');
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The ID of what has the focus, or its text where it has none. */
  focused(): Promise<string> {
    return this.page.evaluate<string>(
      'document.activeElement.id || document.activeElement.textContent.trim()',
    );
  }
}

interface Opener {
  (options?: { theme?: ThemeName; width?: number }): Promise<SidebarUnderTest>;
}

/** For a suite: one browser, and pages that are closed after each test. None may complain. */
export function useSidebars(): { open: Opener; bytes: () => number } {
  let browser: Browser;
  let bundle: Bundle;
  const opened: SidebarUnderTest[] = [];
  before(async () => {
    [browser, bundle] = await Promise.all([launchBrowser(), buildSidebar()]);
  });
  after(() => browser.close());
  afterEach(async () => {
    const sidebars = opened.splice(0);
    await Promise.all(sidebars.map(({ page }) => page.close()));
    assert.deepEqual(
      sidebars.flatMap(({ complaints }) => complaints),
      [],
    );
  });
  return {
    open: async (options) => {
      const sidebar = await SidebarUnderTest.open(browser, bundle, options);
      opened.push(sidebar);
      return sidebar;
    },
    bytes: () => Buffer.byteLength(bundle.script) + Buffer.byteLength(bundle.styles),
  };
}

function html(theme: ThemeName): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <title>New conversation</title>
    <link rel="stylesheet" href="/theme.css" />
    <link rel="stylesheet" href="/sidebar.css" />
    <script nonce="test">
      const posted = [];
      const acquireVsCodeApi = () => ({ postMessage: (message) => posted.push(message) });
    </script>
  </head>
  <body class="vscode-${theme}">
    <div id="root"></div>
    <script nonce="test" src="/sidebar.js"></script>
  </body>
</html>`;
}
