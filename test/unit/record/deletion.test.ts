import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as sqlite from 'node:sqlite';
import { mock } from 'node:test';
import { refOf } from '../../../src/conversations/conversation';
import { Chores } from '../../../src/record/chores';
import { undoMs } from '../../../src/record/deletion';
import { Keeper } from '../../../src/record/keeper';
import type { DeletedAll } from '../../../src/record/protocol';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation, RecordUnderTest } from '../conversations/recordUnderTest';
import { useRecord } from './recordUnderTest';

const one = conversation('1', { createdAt: 1, greeting: 'first' });
const two = conversation('2', { createdAt: 2, greeting: 'second' });

describe('Deleting everything where the disk refuses', () => {
  const folder = useTemporaryFolder();
  const path = () => join(folder(), 'history.sqlite');

  /** What one window says to it that has the first on the disk, and keeps the second in memory. */
  function refusal(deleted: DeletedAll): string {
    assert.ok('refused' in deleted && deleted.refused !== 'busy');
    return deleted.refused.kind;
  }

  for (const [kind, disturb, calm] of [
    ['locked', 'BEGIN IMMEDIATE', 'COMMIT'],
    ['newer', 'PRAGMA user_version = 99', undefined],
    ['unexpected', 'ALTER TABLE turns RENAME TO t', 'ALTER TABLE t RENAME TO turns'],
  ] as const) {
    it(`loses nothing and says why: ${kind}`, () => {
      const options = { path: path(), owner: 'me', maxAgeDays: 0 };
      const keeper = new Keeper(sqlite, options, () => undefined);
      const ids = () =>
        keeper
          .read({ type: 'rows', start: -Infinity, end: Infinity, limit: 9 })
          .map(({ id }) => id);
      keeper.write({ type: 'add', conversation: one });
      keeper.disk?.store?.sql.exec('PRAGMA busy_timeout = 1');
      const other = new sqlite.DatabaseSync(path());
      other.exec(disturb);
      const begin = { turn: 'a', message: 'Hello', at: 3 };
      keeper.write({ type: 'begin', conversation: two, ...begin });
      assert.equal(refusal(keeper.deleteAll()), kind);
      assert.deepEqual(ids(), ['2', '1']);
      assert.equal(keeper.read({ type: 'transcript', ref: refOf(two) }).turns.length, 1);
      if (calm !== undefined) {
        other.exec(calm);
        assert.deepEqual(keeper.deleteAll(), { remains: [] });
        assert.deepEqual([ids(), keeper.refusedCount], [[], 0]);
      }
      other.close();
      keeper.close();
    });
  }

  it('leaves a file of somebody else, and says that', () => {
    const other = new sqlite.DatabaseSync(path());
    other.exec('CREATE TABLE x (a); INSERT INTO x VALUES (1)');
    const keeper = new Keeper(
      sqlite,
      { path: path(), owner: 'me', maxAgeDays: 0 },
      () => undefined,
    );
    keeper.write({ type: 'add', conversation: one });
    assert.equal(refusal(keeper.deleteAll()), 'foreign');
    assert.equal(keeper.read({ type: 'get', ref: refOf(one) })?.id, '1');
    assert.equal(other.prepare('SELECT a FROM x').all().length, 1);
    other.close();
    keeper.close();
  });

  it('says so of what was kept before history was turned off, and keeps what is in memory', () => {
    const other = new sqlite.DatabaseSync(path());
    other.exec('PRAGMA user_version = 99');
    const options = { owner: 'me', maxAgeDays: 0, keptBefore: { path: path() } };
    const keeper = new Keeper(sqlite, options, () => undefined);
    keeper.write({ type: 'add', conversation: one });
    assert.equal(refusal(keeper.deleteAll()), 'newer');
    assert.equal(keeper.read({ type: 'get', ref: refOf(one) })?.id, '1');
    other.close();
    keeper.close();
  });
});

describe('Deleting everything without SQLite', () => {
  const record = useRecord();

  for (const history of ['on', 'off'] as const) {
    it(`removes the files of a record that there was, with history ${history}`, async () => {
      const folder = dirname(record.path());
      const oldFiles = {
        conversations: join(folder, 'conversations.jsonl'),
        transcripts: join(folder, 'transcripts'),
      };
      await mkdir(oldFiles.transcripts, { recursive: true });
      const ours = ['', '-wal', '-shm'].map((end) => `history.sqlite${end}`);
      for (const name of [...ours, 'history.damaged-1.sqlite', 'conversations.jsonl', 'mine']) {
        await writeFile(join(folder, name), 'text');
      }
      const files = { path: record.path(), oldFiles };
      const window = record.open(history === 'on' ? files : { path: undefined, keptBefore: files });
      const broken = join(record.folder(), 'broken.js');
      await writeFile(broken, 'throw new Error("no")');
      Object.assign(window.client, { workerPath: broken });
      await window.conversations.add(one);
      assert.deepEqual(await window.conversations.deleteAll(), { remains: [] });
      assert.deepEqual(await readdir(folder), ['mine']);
      assert.deepEqual(await window.ids(), []);
    });
  }
});

describe('A deleted conversation that nobody brings back', () => {
  const folder = useTemporaryFolder();
  const path = () => join(folder(), 'history.sqlite');
  const secret = conversation('1', { greeting: 'Schmetterling' });
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.now() });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it('is off the disk after ten seconds, though its window was closed in between', async () => {
    const first = new RecordUnderTest(path());
    await first.conversations.add(secret);
    await first.conversations.delete(refOf(secret));
    first.close();
    mock.timers.tick(3000);
    const second = new RecordUnderTest(path());
    await second.ids();
    mock.timers.tick(undoMs - 3500);
    assert.ok((await second.onDisk()).includes('Schmetterling'));
    mock.timers.tick(600);
    assert.equal((await second.onDisk()).includes('Schmetterling'), false);
    second.close();
  });

  it('goes by another window where its own is gone', async () => {
    const [first, second] = [new RecordUnderTest(path()), new RecordUnderTest(path())];
    await second.ids();
    await second.ask({ type: 'refresh' });
    await first.conversations.add(secret);
    await first.conversations.delete(refOf(secret));
    first.close();
    await second.ask({ type: 'refresh' });
    mock.timers.tick(undoMs + 100);
    assert.equal((await second.onDisk()).includes('Schmetterling'), false);
    second.close();
  });

  it('is tried again where another program held the record at that time', () => {
    const keeper = new Keeper(
      sqlite,
      { path: path(), owner: 'me', maxAgeDays: 0 },
      () => undefined,
    );
    keeper.write({ type: 'add', conversation: secret });
    const chores = new Chores(keeper, () => undefined);
    const remove = { type: 'delete', ref: refOf(secret) } as const;
    keeper.write(remove);
    chores.after(remove);
    keeper.disk?.store?.sql.exec('PRAGMA busy_timeout = 1');
    const holder = new sqlite.DatabaseSync(path());
    holder.exec('BEGIN IMMEDIATE');
    mock.timers.tick(undoMs + 100);
    const rows = () => holder.prepare('SELECT row FROM conversations').all().length;
    assert.equal(rows(), 1);
    holder.exec('COMMIT');
    mock.timers.tick(undoMs + 100);
    assert.equal(rows(), 0);
    holder.close();
    chores.end();
    keeper.close();
  });
});
