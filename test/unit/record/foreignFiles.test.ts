import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord } from './recordUnderTest';

const one = conversation('1', { createdAt: 1 });
const two = conversation('2', { createdAt: 2 });

describe('A file that is a database, but no record', () => {
  const record = useRecord();

  async function write(statements: string): Promise<void> {
    await mkdir(dirname(record.path()), { recursive: true });
    const database = new DatabaseSync(record.path());
    database.exec(statements);
    database.close();
  }

  for (const [what, statements] of [
    ['with our version and no table of ours', 'CREATE TABLE x (a); PRAGMA user_version = 1'],
    ['with somebody else’s tables', 'CREATE TABLE turns (a); CREATE TABLE conversations (b)'],
    ['of which somebody else made our version', 'CREATE TABLE conversations (a);' + version(1)],
  ] as const) {
    it(`is left as it is, and the record goes on in memory: one ${what}`, async () => {
      await write(statements);
      const before = await readFile(record.path());
      const window = record.open();
      assert.deepEqual(await window.ids(), []);
      await window.conversations.add(one);
      await window.talk(one, 'a', 'Hello', 'Hi');
      assert.deepEqual(await window.ids(), ['1']);
      assert.equal((await window.transcripts.read(one)).turns[0]?.answer, 'Hi');
      await window.client.close();
      assert.deepEqual(
        window.troubles.map(({ kind }) => kind),
        ['foreign'],
      );
      assert.deepEqual(window.failures, []);
      assert.deepEqual(await readFile(record.path()), before);
      assert.deepEqual(await readdir(dirname(record.path())), ['history.sqlite']);
    });
  }

  it('makes room for a record when it is moved away', async () => {
    await write('CREATE TABLE x (a)');
    const window = record.open();
    await window.conversations.add(one);
    await rename(record.path(), join(record.folder(), 'elsewhere'));
    assert.deepEqual(await window.client.ask({ type: 'add', conversation: two }), { kept: true });
    assert.deepEqual(await record.open().ids(), ['2', '1']);
  });
});

describe('A record of which SQLite says what nobody expects', () => {
  const record = useRecord();

  it('goes on in memory, says so once, and is written again when that is over', async () => {
    const window = record.open();
    await window.conversations.add(one);
    const database = new DatabaseSync(record.path());
    database.exec('ALTER TABLE turns RENAME TO turns_elsewhere');
    await window.talk(two, 'a', 'Hello', 'Hi');
    await window.talk(two, 'b', 'And?', 'So');
    assert.deepEqual(await window.ids(), ['2', '1']);
    assert.deepEqual(
      (await window.transcripts.read(two)).turns.map(({ answer }) => answer),
      ['Hi', 'So'],
    );
    assert.deepEqual(
      window.troubles.map(({ kind }) => kind),
      ['unexpected'],
    );
    database.exec('ALTER TABLE turns_elsewhere RENAME TO turns');
    database.close();
    await window.client.close();
    const next = record.open();
    assert.equal((await next.transcripts.read(two)).turns.length, 2);
  });

  it('closes, whatever the thread says to that', async () => {
    const window = record.open();
    await window.conversations.add(one);
    const { worker } = window.client as unknown as { worker: Worker };
    const closing = window.client.close();
    worker.emit('message', { type: 'failed', number: 2, reason: 'a mistake' });
    await closing;
    assert.deepEqual(window.failures.map(String), ['Error: a mistake']);
  });
});

function version(number: number): string {
  return `PRAGMA user_version = ${number}`;
}
