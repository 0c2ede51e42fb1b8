import { equal, match, rejects } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { useTemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from './support/waitFor';

const root = resolve(__dirname, '../..');

describe('npm start, once the extension is packaged', () => {
  const folder = useTemporaryFolder();

  it('prints an address and what to do first, and Ctrl-C leaves nothing behind', async () => {
    const profile = join(folder(), 'profile');
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/vscode/start.ts'], {
      cwd: root,
      env: { ...process.env, CI: '1', USERDESK_START_PROFILE: profile },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (piece: Buffer) => (output += piece.toString()));
    const ended = once(child, 'exit');
    try {
      const url = await waitFor('the address', () =>
        Promise.resolve(/http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(output)?.[0]),
      );
      match(output, /press F1 and run "Userdesk: Create Conversation…"/);
      match(output, /Ctrl-C ends it/);
      // The token in the address lets a browser in, which then keeps it.
      const entered = await fetch(url, { redirect: 'manual' });
      equal(entered.status, 302);
      match(entered.headers.get('set-cookie') ?? '', /tkn/);
      child.kill('SIGINT');
      const [code] = (await ended) as [number | null];
      equal(code, 0);
      await rejects(fetch(url));
      if (process.platform === 'linux') equal(runningWith(profile), '');
    } finally {
      // In order: killed, it would leave its VS Code behind.
      child.kill('SIGTERM');
      await ended;
    }
  });
});

/** The command lines of all processes that name this folder. */
function runningWith(text: string): string {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .filter((line) => line.includes(text))
    .join('\n');
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It ended while we looked.
    return '';
  }
}
