// What a fresh clone needs before anything of the project can run. Plain Node, nothing installed.
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

const oldestNode = 20;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Installs the dependencies if they are missing or older than the lock file. */
export async function setUp() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < oldestNode) {
    fail(
      `Node ${oldestNode} or newer is needed, this is ${process.version}. See https://nodejs.org.`,
    );
  }
  if (!isStale()) return;
  console.log('Installing the dependencies (npm ci).');
  const code = await run('npm', ['ci', '--loglevel=error']);
  if (code !== 0) fail('The dependencies could not be installed. npm says above what it missed.');
}

/** The exit code of a program that somebody ended. */
export const interrupted = 130;

/** Runs a program in the checkout, in view, and resolves to its exit code. */
export function run(command, args, env = {}) {
  const windows = process.platform === 'win32';
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
    shell: windows,
    // A group of its own: npm passes a signal on to its shell and no further.
    detached: !windows,
  });
  let ended = false;
  const pass = (signal) => {
    ended = true;
    if (windows) child.kill(signal);
    else process.kill(-child.pid, signal);
  };
  for (const signal of signals) process.on(signal, pass);
  // An npm that was told to end leaves us behind.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent && !ended) pass('SIGTERM');
  }, 500);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      for (const signal of signals) process.off(signal, pass);
      clearInterval(watch);
      resolve(ended ? interrupted : (code ?? 1));
    });
  });
}

export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function isStale() {
  const folder = join(root, 'node_modules');
  // A link leads to what belongs to another checkout, and `npm ci` would empty that.
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return false;
  // npm writes this file last, so it also tells an installation that was interrupted.
  const installed = join(folder, '.package-lock.json');
  const wanted = join(root, 'package-lock.json');
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs;
}
