import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation, RecordUnderTest } from './recordUnderTest';

const names = ['a', 'b', 'c'];
const perWriter = 40;
const expected = names
  .flatMap((name) => Array.from({ length: perWriter }, (_, number) => `${name}-${number}`))
  .sort();

describe('A record that several write at the same time', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();
  let path: string;
  beforeEach(() => {
    path = join(folder(), 'conversations.jsonl');
  });

  it('loses nothing of one window', async () => {
    const record = new RecordUnderTest(path);
    await Promise.all(expected.map((id) => record.file.add(conversation(id))));
    assert.deepEqual((await record.ids()).sort(), expected);
  });

  it('loses nothing of windows in one process', async () => {
    const windows = names.map(() => new RecordUnderTest(path));
    await Promise.all(
      windows.flatMap(({ file }, index) =>
        Array.from({ length: perWriter }, (_, number) =>
          file.add(conversation(`${names[index]!}-${number}`)),
        ),
      ),
    );
    for (const window of windows) assert.deepEqual((await window.ids()).sort(), expected);
  });

  it('loses nothing of several processes, while a window reads it', async () => {
    const writers = names.map((name) => {
      const file = join(__dirname, 'writeRecord.ts');
      return fork(file, [path, name, String(perWriter)], { execArgv: ['--require', 'tsx/cjs'] });
    });
    try {
      await Promise.all(writers.map((writer) => once(writer, 'message')));
      const ended = Promise.all(writers.map((writer) => once(writer, 'exit')));
      for (const writer of writers) writer.send('go');

      const reader = new RecordUnderTest(path);
      const isRunning = () => writers.some(({ exitCode }) => exitCode === null);
      let seen = 0;
      while (isRunning()) {
        const count = (await reader.file.list()).length;
        assert.ok(count >= seen, `${seen} conversations, and then ${count}`);
        seen = count;
      }
      assert.deepEqual(
        await ended,
        names.map(() => [0, null]),
      );
      assert.deepEqual((await reader.ids()).sort(), expected);
    } finally {
      for (const writer of writers) writer.kill();
    }
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
    assert.equal(lines.length, expected.length);
    for (const line of lines) assert.doesNotThrow(() => void JSON.parse(line), 'a whole line');
  });
});
