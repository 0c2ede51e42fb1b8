import assert from 'node:assert/strict';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sandboxChatbots } from '../../../src/sandbox/chatbots';
import { startSandbox } from '../../../src/sandbox/server';
import { useTemporaryFolder } from '../../support/temporaryFolder';

class Cli {
  readonly process: ChildProcessWithoutNullStreams;
  stdout = '';
  stderr = '';

  constructor(...args: string[]) {
    this.process = spawn(process.execPath, ['out/sandbox.js', ...args]);
    this.process.stdout.on('data', (text: Buffer) => (this.stdout += text.toString()));
    this.process.stderr.on('data', (text: Buffer) => (this.stderr += text.toString()));
  }

  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match) return match;
      await Promise.race([
        once(this.process.stdout, 'data'),
        once(this.process, 'close').then(() => assert.fail(`It ended: ${this.stderr}`)),
      ]);
    }
  }

  async ended(): Promise<unknown> {
    const [code, signal] = (await once(this.process, 'close')) as unknown[];
    return code ?? signal;
  }
}

describe('npm run sandbox', function () {
  this.timeout(20_000);
  const folder = useTemporaryFolder();
  const running: Cli[] = [];
  const run = (...args: string[]) => {
    const cli = new Cli(...args);
    running.push(cli);
    return cli;
  };
  before(() => {
    execFileSync(process.execPath, ['esbuild.mjs', '--only=sandbox']);
  });
  afterEach(() => {
    for (const cli of running.splice(0)) cli.process.kill('SIGKILL');
  });

  it('prints a URL and keys that work, logs requests, and ends quietly on Ctrl-C', async () => {
    const cli = run();
    await cli.printed(/Ctrl-C stops the sandbox/);
    for (const { id, description } of sandboxChatbots) {
      assert.ok(cli.stdout.includes(`  ${id}\n    ${description}\n    API key: userdesk-sandbox-`));
    }
    const [, baseUrl] = await cli.printed(/^Userdesk sandbox: (http:\/\/127\.0\.0\.1:\d+\/v1)$/m);
    const [, key] = await cli.printed(/sandbox-support\n.*\n +API key: (\S+)\n/);
    const response = await fetch(`${baseUrl!}/chatbot/sandbox-support/message`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key!}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ message: 'long', stream: true }),
    });
    assert.equal(response.status, 200);
    await cli.printed(
      /^POST \/v1\/chatbot\/sandbox-support\/message 200, key of sandbox-support$/m,
    );

    // The answer is still on its way.
    const ended = cli.ended();
    cli.process.kill('SIGINT');
    assert.equal(await ended, 0);
    assert.equal(cli.stderr, '');
    await assert.rejects(response.text());
  });

  it('prints an example that has URL and key in it', async () => {
    const cli = run();
    const [, url, key] = await cli.printed(
      /^ {2}curl -X POST (\S+) -H "Authorization: Bearer (\S+)" -H "Content-Type: application\/json" -d "{}"$/m,
    );
    const response = await fetch(url!, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key!}`, 'Content-Type': 'application/json' },
      body: '{}',
    });
    assert.equal(response.status, 200);
  });

  it('has the chatbots of the scenario that it is given, and says what it does wrong', async () => {
    const file = join(folder(), 'my.userdesk-sandbox.json');
    const faults = [{ kind: 'status', status: 429 }];
    const chatbot = { id: 'sandbox-mine', name: 'Mine', apiKey: 'key-of-mine', faults };
    await writeFile(file, JSON.stringify({ chatbots: [chatbot] }));
    const cli = run('--scenario', file);
    const [, port] = await cli.printed(/127\.0\.0\.1:(\d+)/);
    const { status } = await fetch(
      `http://127.0.0.1:${port!}/v1/chatbot/sandbox-mine/conversation`,
      {
        method: 'POST',
        headers: { Authorization: 'Bearer key-of-mine', 'Content-Type': 'application/json' },
        body: '{}',
      },
    );
    assert.equal(status, 429);
    await cli.printed(
      /^POST \/v1\/chatbot\/sandbox-mine\/conversation 429 \(status\), key of sandbox-mine$/m,
    );
  });

  it('is there for the web pages that are named, and has a token for what goes wrong next', async () => {
    const origin = 'http://localhost:3000';
    const cli = run('--allow-origin', origin, '--allow-origin', 'https://example.com');
    const [, baseUrl] = await cli.printed(/^Userdesk sandbox: (\S+)\/v1$/m);
    const [, token] = await cli.printed(/^Control token, for what goes wrong next: (\S+)$/m);
    const response = await fetch(`${baseUrl!}/control/requests`, {
      headers: { Authorization: `Bearer ${token!}`, Origin: origin },
    });
    assert.deepEqual(await response.json(), { success: true, requests: [] });
    const wrong = run('--allow-origin', 'localhost:3000');
    assert.equal(await wrong.ended(), 1);
    assert.match(wrong.stderr, /^--allow-origin takes .*, not "localhost:3000"\.$/m);
  });

  it('says what is wrong with a scenario, or that there is none', async () => {
    const file = join(folder(), 'bad.userdesk-sandbox.json');
    await writeFile(file, '{"chatbots": []}');
    const bad = run('--scenario', file);
    assert.equal(await bad.ended(), 1);
    assert.match(bad.stderr, /bad\.userdesk-sandbox\.json cannot be used\. chatbots: /);
    const none = run('--scenario', join(folder(), 'none.json'));
    assert.equal(await none.ended(), 1);
    assert.match(none.stderr, /none\.json cannot be used\. ENOENT/);
  });

  it('uses the port it is given', async () => {
    const { port, stop } = await startSandbox();
    await stop();
    await run('--port', String(port)).printed(new RegExp(`^Userdesk sandbox: .*:${port}/v1$`, 'm'));
  });

  it('says so when the port is taken', async () => {
    const { port, stop } = await startSandbox();
    try {
      const cli = run('--port', String(port));
      assert.equal(await cli.ended(), 1);
      assert.equal(cli.stderr, `Port ${port} is in use already. Choose another one: --port N\n`);
      assert.equal(cli.stdout, '');
    } finally {
      await stop();
    }
  });

  for (const port of ['x', '65536', '', '1e3']) {
    it(`says what a port is when given "${port}"`, async () => {
      const cli = run('--port', port);
      assert.equal(await cli.ended(), 1);
      assert.equal(
        cli.stderr,
        `--port takes a number from 0 to 65535 (0: any free port), not "${port}".\n`,
      );
    });
  }

  for (const args of [['--verbose'], ['--port'], ['8787'], ['--port', '-1']]) {
    it(`shows its usage when given ${args.join(' ')}`, async () => {
      const cli = run(...args);
      assert.equal(await cli.ended(), 1);
      assert.match(
        cli.stderr,
        /\nUsage: npm run sandbox -- \[--port N\] \[--scenario FILE\] \[--allow-origin ORIGIN\]…\n$/,
      );
      assert.doesNotMatch(cli.stderr, / {4}at /);
    });
  }
});
