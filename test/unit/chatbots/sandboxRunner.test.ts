import assert from 'node:assert/strict';
import { UserdeskError } from '../../../src/api/errors';
import { SandboxRunner } from '../../../src/chatbots/sandboxRunner';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';

describe('The sandbox of a window', () => {
  let started: Sandbox[];
  let changes: boolean[];
  let runner: SandboxRunner;
  /** What stands in the way of starting, as an error; or something to wait for. */
  let before: () => unknown;

  beforeEach(() => {
    started = [];
    changes = [];
    before = () => undefined;
    runner = new SandboxRunner(
      async () => {
        await before();
        const sandbox = await startSandbox();
        started.push(sandbox);
        return sandbox;
      },
      (running) => changes.push(running),
    );
  });
  afterEach(async () => {
    await Promise.all(started.map((sandbox) => sandbox.stop()));
  });

  async function isReachable({ baseUrl }: Sandbox): Promise<boolean> {
    return fetch(baseUrl).then(
      () => true,
      () => false,
    );
  }

  it('is off until it is asked for', () => {
    assert.equal(runner.isRunning, false);
    assert.equal(runner.baseUrl, undefined);
    assert.deepEqual(started, []);
  });

  it('is started by its first use, once, however many ask at the same time', async () => {
    const [one, other] = await Promise.all([runner.ensure(), runner.ensure(), runner.ensure()]);
    assert.equal(one, other);
    assert.equal(await runner.ensure(), one);
    assert.equal(started.length, 1);
    assert.equal(runner.isRunning, true);
    assert.equal(runner.baseUrl, one.baseUrl);
    assert.deepEqual(changes, [true]);
  });

  it('is gone when it was stopped, and anew when it is asked for again', async () => {
    const first = await runner.ensure();
    await runner.stop();
    assert.equal(runner.isRunning, false);
    assert.equal(runner.baseUrl, undefined);
    assert.equal(await isReachable(first), false);

    const second = await runner.ensure();
    assert.notEqual(second, first);
    assert.equal(await isReachable(second), true);
    assert.deepEqual(changes, [true, false, true]);
  });

  it('may be stopped before it ever ran', async () => {
    await runner.stop();
    assert.equal(runner.isRunning, false);
    assert.ok(await isReachable(await runner.ensure()));
  });

  it('does not outlive a stop that came while it was starting', async () => {
    const asked = runner.ensure();
    await runner.stop();
    await asked;
    assert.equal(runner.isRunning, false);
    assert.equal(changes.at(-1) ?? false, false);
    for (const sandbox of started) assert.equal(await isReachable(sandbox), false);
  });

  for (const [when, prepare] of [
    ['while it runs', () => runner.ensure()],
    ['while it starts', () => Promise.resolve(void runner.ensure())],
  ] as const) {
    it(`is there for whoever asks for it right after a stop ${when}`, async () => {
      await prepare();
      const stopping = runner.stop();
      const sandbox = await runner.ensure();
      await stopping;
      assert.ok(await isReachable(sandbox), 'what was handed out can be reached');
      assert.equal(runner.isRunning, true);
      assert.equal(runner.baseUrl, sandbox.baseUrl);
      assert.equal(changes.at(-1), true, 'and everybody was told so last');
    });
  }

  it('says why it could not be started, and may be tried again', async () => {
    before = () => {
      throw Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' });
    };
    await assert.rejects(runner.ensure(), (error) => {
      assert.ok(error instanceof UserdeskError);
      assert.deepEqual(error.failure, { code: 'sandboxUnavailable', reason: 'EADDRINUSE' });
      assert.equal((error.cause as NodeJS.ErrnoException).code, 'EADDRINUSE');
      return true;
    });
    assert.equal(runner.isRunning, false);
    before = () => undefined;
    assert.ok(await isReachable(await runner.ensure()));
    assert.deepEqual(changes, [true]);
  });

  it('can be stopped while it fails to start', async () => {
    before = () => Promise.reject(new Error('no'));
    const asked = assert.rejects(runner.ensure());
    await runner.stop();
    await asked;
    assert.equal(runner.isRunning, false);
  });

  it('ends with its window', async () => {
    const sandbox = await runner.ensure();
    runner.dispose();
    // Stopping has begun by now; doing it again waits for its end.
    await sandbox.stop();
    assert.equal(runner.isRunning, false);
    assert.equal(await isReachable(sandbox), false);
  });
});
