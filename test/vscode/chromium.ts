import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

/** For a browser without a screen, a sandbox (containers have none) or errands of its own. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const usualPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    return folder ? [join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [];
  }),
};

/** The browser for the tests: the one that is there, else one that can be had without a question. */
export function findChromium(): string {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) {
    if (existsSync(CHROME_PATH)) return CHROME_PATH;
    throw new Error(`CHROME_PATH names a file that does not exist: ${CHROME_PATH}`);
  }
  const found = installed() ?? viaApt() ?? viaPlaywright();
  if (found) return found;
  throw new Error(
    'The tests need Chromium or Google Chrome, and none was found or could be installed. ' +
      'Install one of them, or set CHROME_PATH to its executable, and run the command again.',
  );
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath =
    process.platform === 'win32'
      ? []
      : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const places = usualPlaces[process.platform] ?? [];
  return [...onPath, ...places, chromium.executablePath()].find((file) => existsSync(file));
}

function viaApt(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  console.error('Installing Chromium with apt-get.');
  run('apt-get', 'update', '-q');
  const packages = ['chromium', 'fonts-dejavu-core'];
  run('apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages);
  return installed();
}

function viaPlaywright(): string | undefined {
  console.error('Getting Chromium with playwright-core.');
  const manifest = require.resolve('playwright-core/package.json');
  run(process.execPath, join(dirname(manifest), 'cli.js'), 'install', 'chromium');
  return installed();
}

/** A failure shows in what is found afterwards; the output says why. */
function run(command: string, ...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(command, args, { stdio: ['ignore', 2, 2], env });
}
