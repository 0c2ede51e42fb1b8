import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../vscode/chromium';
import { themeCss } from './themes';
import type { ThemeName } from './themes';

const origin = 'https://page.test';

export interface Bundle {
  script: string;
  styles: string;
}

export interface PageOptions {
  theme?: ThemeName;
  width?: number;
  height?: number;
}

/** A page as it is shipped, built in memory. */
export async function buildPage(name: 'panel' | 'sidebar'): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [`src/webview/${name}/${name}.ts`],
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

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
}

/**
 * Opens a page in a browser, in VS Code's place. What it posts is in `posted`, and is handed to
 * `received` if the page has such a function.
 * @param complaints gets what the console said and what the content policy refused
 */
export async function openPage(
  browser: Browser,
  bundle: Bundle,
  body: string,
  complaints: string[],
  { theme = 'dark', width = 300, height = 640 }: PageOptions,
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height } });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const files: Record<string, [type: string, body: string]> = {
    '/': ['text/html', html(theme, body)],
    '/theme.css': ['text/css', themeCss(theme)],
    '/page.css': ['text/css', bundle.styles],
    '/page.js': ['text/javascript', bundle.script],
  };
  await page.route(`${origin}/**`, async (route) => {
    const [type, content] = files[new URL(route.request().url()).pathname] ?? ['text/plain', ''];
    const policy = `default-src 'none'; style-src ${origin}; script-src 'nonce-test'`;
    const headers = { 'content-type': type, 'content-security-policy': policy };
    await route.fulfill({ headers, body: content });
  });
  await prepare(page);
  await page.goto(origin);
  return page;
}

function html(theme: ThemeName, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Page</title>
    <link rel="stylesheet" href="/theme.css" />
    <link rel="stylesheet" href="/page.css" />
    <script nonce="test">
      const posted = [];
      const acquireVsCodeApi = () => ({
        postMessage: (message) => {
          posted.push(message);
          globalThis.received?.(message);
        },
        setState: (state) => (globalThis.webviewState = state),
      });
    </script>
  </head>
  <body class="vscode-${theme}">
    ${body}
    <script nonce="test" src="/page.js"></script>
  </body>
</html>`;
}
