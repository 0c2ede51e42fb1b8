import assert from 'node:assert/strict';
import { once } from 'node:events';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord } from './recordUnderTest';
import { spawnWriter } from './writerProcess';

describe('A record that several processes write', function () {
  this.timeout(60_000);
  const record = useRecord();

  it('loses nothing of four at once, while a window reads it', () => writeByFour(record.path()));

  it('loses nothing on a network share either, where it has a rollback journal', async function () {
    // There it would be a share indeed; elsewhere such a path is but a folder's name.
    if (process.platform === 'win32') this.skip();
    const path = String.raw`\\server\share/history.sqlite`;
    const cwd = process.cwd();
    process.chdir(record.folder());
    try {
      const { journalMode, synchronous } = await writeByFour(path);
      assert.deepEqual([journalMode, synchronous], ['delete', 2]);
    } finally {
      process.chdir(cwd);
    }
  });

  it('has everything that was said to be kept, whenever a writer was killed', async () => {
    const runs = 25;
    let total = 0;
    for (let run = 0; run < runs; run++) {
      const writer = spawnWriter([record.worker(), record.path(), 'everything', `run${run}`]);
      await writer.line((line) => line.startsWith('added'));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 120));
      await writer.kill();
      total += writer.lines.length;
      const window = record.open();
      for (const line of writer.lines) await assertKept(window, line);
      await window.client.close();
    }
    assert.ok(total > runs, `${total} things were kept`);
  });

  async function writeByFour(path: string) {
    const names = ['a', 'b', 'c', 'd'];
    const perWriter = 40;
    const writers = names.map((name) =>
      spawnWriter([record.worker(), path, 'add', name, String(perWriter)]),
    );
    try {
      await Promise.all(writers.map(({ child }) => once(child, 'message')));
      const ended = Promise.all(writers.map(({ child }) => once(child, 'exit')));
      for (const { child } of writers) child.send('go');
      const reader = record.open({ path });
      let seen = 0;
      while (writers.some(({ child }) => child.exitCode === null)) {
        const count = (await reader.ids()).length;
        assert.ok(count >= seen, `${seen} conversations, and then ${count}`);
        seen = count;
      }
      assert.deepEqual(
        await ended,
        names.map(() => [0, null]),
      );
      const expected = names.flatMap((name) =>
        Array.from({ length: perWriter }, (_, number) => `${name}-${number}`),
      );
      assert.deepEqual((await reader.ids()).sort(), expected.sort());
      const status = await reader.client.ask({ type: 'status' });
      await reader.client.close();
      return status;
    } finally {
      for (const { child } of writers) child.kill();
    }
  }

  async function assertKept(window: ReturnType<typeof record.open>, line: string): Promise<void> {
    const [what = '', id = ''] = line.split(' ');
    assert.ok(await window.conversations.find(id), line);
    const { turns, draft } = await window.transcripts.read(conversation(id));
    const [turn] = turns;
    if (what === 'draft') assert.equal(draft, `draft of ${id}`);
    else if (what === 'sent') assert.equal(turn?.message, 'Hello', line);
    else if (what === 'ended')
      assert.deepEqual([turn?.state, turn?.answer], ['done', 'one two three']);
    else if (what !== 'added') assert.ok(turn?.answer.includes(what), line);
  }
});

describe('A Node without SQLite', () => {
  const record = useRecord();

  it('keeps the record in memory, and says so', async () => {
    const writer = spawnWriter([record.worker(), record.path(), 'without'], {
      NODE_OPTIONS: '--no-experimental-sqlite',
    });
    await once(writer.child, 'exit');
    assert.deepEqual(writer.lines, ['false', '["1"]', 'unavailable']);
  });
});
