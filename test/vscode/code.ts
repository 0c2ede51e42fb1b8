// The part of VS Code's command line that @vscode/test-electron uses, for a VS Code in a browser.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from './chromium';
import type { VsCodeVersion } from './install';
import { exitOnSignals } from './processGroup';
import { Profile, quietSettings } from './profile';
import { VsCodeServer } from './server';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  // The flags for Electron and the like mean nothing here.
  strict: false,
  options: {
    extensionDevelopmentPath: { type: 'string' },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
  },
});

async function main(): Promise<number> {
  const { extensionDevelopmentPath: extension, extensionTestsPath: tests } = values;
  if (typeof extension !== 'string' || typeof tests !== 'string') {
    throw new Error('Give --extensionDevelopmentPath=… and --extensionTestsPath=….');
  }
  const temporary = Profile.temporary();
  const version: VsCodeVersion = process.env.USERDESK_VSCODE === 'oldest' ? 'oldest' : 'current';
  const userData = folderOf('user-data-dir');
  if (!userData) temporary.writeSettings(quietSettings);
  const server = await VsCodeServer.start({
    version,
    profile: {
      userData: userData ?? temporary.userData,
      extensions: folderOf('extensions-dir') ?? temporary.extensions,
      serverData: temporary.serverData,
    },
    smokeTestDriver: true,
  });
  try {
    return await runInBrowser(server, { extension, tests, folder: positionals[0] });
  } finally {
    await server.stop();
    temporary.remove();
  }
}

function folderOf(flag: 'user-data-dir' | 'extensions-dir'): string | undefined {
  const value = values[flag];
  return typeof value === 'string' ? resolve(value) : undefined;
}

interface Run {
  readonly extension: string;
  readonly tests: string;
  readonly folder: string | undefined;
}

/** Opens the page that starts the extension host, and waits for the result of its tests. */
async function runInBrowser(server: VsCodeServer, run: Run): Promise<number> {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${resolve(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(run.extension)],
    ['extensionTestsPath', remote(run.tests)],
    ['skipWelcome', 'true'],
  ];
  const url = new URL(server.url);
  if (run.folder) url.searchParams.set('folder', resolve(run.folder));
  else url.searchParams.set('ew', 'true');
  url.searchParams.set('payload', JSON.stringify(payload));

  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags });
  try {
    const context = await browser.newContext({
      permissions: ['clipboard-read', 'clipboard-write'],
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    const exitCode = new Promise<number>((resolve, reject) => {
      void page.exposeFunction('codeAutomationExit', resolve);
      page.on('crash', () => {
        reject(new Error('The page of VS Code crashed.'));
      });
      browser.on('disconnected', () => {
        reject(new Error('The browser went away before the tests ended.'));
      });
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      (type === 'error' ? console.error : console.log)(...args);
    });
    await page.goto(url.href);
    return await exitCode;
  } finally {
    await browser.close();
  }
}

exitOnSignals();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
