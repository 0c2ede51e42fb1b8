import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as sqlite from 'node:sqlite';
import { dirname, join } from 'node:path';
import { Keeper } from '../../../src/record/keeper';
import { conversation } from '../conversations/recordUnderTest';
import { asOrdinaryUser } from '../../support/ordinaryUser';
import { useRecord, type WindowUnderTest } from './recordUnderTest';

const one = conversation('1', { createdAt: 1, greeting: 'first' });
const two = conversation('2', { createdAt: 2, greeting: 'second' });

describe('A record that cannot be what it should be', () => {
  const record = useRecord();

  async function add({ client }: WindowUnderTest, ...conversations: (typeof one)[]) {
    const kept: boolean[] = [];
    for (const each of conversations) {
      kept.push((await client.ask({ type: 'add', conversation: each })).kept);
    }
    return kept;
  }

  it('is set aside when it is damaged, and begun anew', async () => {
    const header = 'SQLite format 3\0';
    for (const content of ['no database at all'.repeat(100), header.padEnd(9000, '?')]) {
      await mkdir(dirname(record.path()), { recursive: true });
      await writeFile(record.path(), content);
      const window = record.open();
      assert.deepEqual(await add(window, one), [true]);
      assert.deepEqual(await window.ids(), ['1']);
      const [trouble, ...more] = window.troubles;
      assert.deepEqual([trouble?.kind, more], ['corrupt', []]);
      assert.equal(await readFile(trouble?.setAside ?? '', 'utf8'), content);
      await window.client.close();
      assert.deepEqual(await record.open().ids(), ['1']);
      await rm(record.path());
    }
  });

  it('is set aside when it turns out damaged in the middle, by one window of two', async () => {
    const windows = [record.open(), record.open()] as const;
    assert.deepEqual(await add(windows[0], one), [true]);
    await windows[1].ids();
    await windows[0].client.ask({ type: 'refresh' });
    const damaged = 'x'.repeat(100_000);
    await windows[0].client.close();
    await writeFile(record.path(), damaged);
    assert.deepEqual(await add(windows[1], two), [true]);
    const third = record.open();
    assert.deepEqual(await add(third, conversation('3', { createdAt: 3 })), [true]);
    assert.deepEqual(await third.ids(), await windows[1].ids());
    const names = await readdir(dirname(record.path()));
    assert.equal(names.filter((name) => /damaged-.*\.sqlite$/.test(name)).length, 1);
  });

  it('follows when another window has begun a new one', async () => {
    const window = record.open();
    await add(window, one);
    await window.client.ask({ type: 'status' });
    for (const end of ['', '-wal', '-shm']) {
      await rename(record.path() + end, join(record.folder(), `away${end}`));
    }
    assert.deepEqual(await window.ids(), []);
    assert.deepEqual(await add(window, two), [true]);
    assert.deepEqual(await record.open().ids(), ['2']);
  });

  it('is read and not written when a newer version has written it', async () => {
    const first = record.open();
    await add(first, one);
    await first.client.close();
    const database = new sqlite.DatabaseSync(record.path());
    database.exec('PRAGMA user_version = 99');
    database.close();
    const window = record.open();
    assert.deepEqual(await window.ids(), ['1']);
    assert.deepEqual(await add(window, two), [false]);
    assert.deepEqual(await window.ids(), ['2', '1']);
    assert.deepEqual(
      window.troubles.map(({ kind }) => kind),
      ['newer'],
    );
    const status = await window.client.ask({ type: 'status' });
    assert.deepEqual([status.version, status.refused, status.isWritable], [99, 1, false]);
  });

  it('is written no more when a newer version takes it over', async () => {
    const window = record.open();
    await add(window, one);
    const database = new sqlite.DatabaseSync(record.path());
    database.exec('PRAGMA user_version = 99');
    assert.deepEqual(await add(window, two), [false]);
    assert.deepEqual(await window.ids(), ['2', '1']);
    assert.deepEqual(
      window.troubles.map(({ kind }) => kind),
      ['newer'],
    );
    assert.deepEqual(
      { ...database.prepare('SELECT count(*) AS c FROM conversations').get() },
      { c: 1 },
    );
    database.close();
  });

  it('goes on in memory where its folder cannot be made, and is on the disk once it can', async () => {
    await writeFile(dirname(record.path()), 'a file in its place');
    const window = record.open();
    assert.deepEqual(await add(window, one), [false]);
    await window.talk(one, 'a', 'Hello', 'Hi');
    assert.deepEqual(await window.ids(), ['1']);
    assert.equal((await window.transcripts.read(one)).turns[0]?.answer, 'Hi');
    assert.equal((await window.client.ask({ type: 'search', words: 'Hello' })).hits.length, 1);
    assert.equal(window.troubles.length, 1);
    await rm(dirname(record.path()));
    assert.deepEqual(await add(window, two), [true]);
    const other = record.open();
    assert.deepEqual(await other.ids(), ['2', '1']);
    assert.equal((await other.transcripts.read(one)).turns[0]?.answer, 'Hi');
  });

  it('is written at the end, if it can be then', async () => {
    await writeFile(dirname(record.path()), 'a file in its place');
    const window = record.open();
    assert.deepEqual(await add(window, one), [false]);
    await rm(dirname(record.path()));
    await window.client.close();
    assert.deepEqual(await record.open().ids(), ['1']);
  });

  it('is read where it can only be read, and goes on in memory', async () => {
    const first = record.open();
    await add(first, one);
    await first.client.close();
    await chmod(record.folder(), 0o755);
    await chmod(record.path(), 0o444);
    await chmod(dirname(record.path()), 0o555);
    await chmod(record.worker(), 0o644);
    await chmod(dirname(record.worker()), 0o755);
    const window = record.open();
    await asOrdinaryUser(async () => {
      assert.deepEqual(await window.ids(), ['1']);
      assert.deepEqual(await add(window, two), [false]);
      assert.deepEqual(await window.ids(), ['2', '1']);
      assert.deepEqual(
        window.troubles.map(({ kind }) => kind),
        ['readOnly'],
      );
      await window.client.close();
    });
    await chmod(dirname(record.path()), 0o755);
  });

  it('does not keep what there is no room for, says so once, and keeps it when there is', () => {
    const events: unknown[] = [];
    const options = { path: record.path(), owner: 'me', maxAgeDays: 0 };
    const keeper = new Keeper(sqlite, options, (event) => {
      if (event.type === 'trouble') events.push(event.trouble.kind);
    });
    const limit = (pages: number) =>
      keeper.disk?.store?.sql.exec(`PRAGMA max_page_count = ${pages}`);
    assert.deepEqual(keeper.write({ type: 'add', conversation: one }), { kept: true });
    limit(1);
    const large = { ...two, greeting: 'many words '.repeat(5000) };
    assert.deepEqual(keeper.write({ type: 'add', conversation: large }), { kept: false });
    const ref = { origin: two.chatbot.origin, id: '2' };
    const begin = { turn: 'a', message: 'x'.repeat(9000), at: 5 };
    assert.deepEqual(keeper.write({ type: 'begin', conversation: two, ...begin }), { kept: false });
    assert.equal(keeper.read({ type: 'find', id: '2' })[0]?.greeting, large.greeting);
    assert.equal(keeper.read({ type: 'transcript', ref }).turns.length, 1);
    assert.deepEqual(events, ['full']);
    limit(1_000_000);
    assert.deepEqual(keeper.write({ type: 'draft', ref, draft: 'x' }), { kept: true });
    assert.equal(keeper.refusedCount, 0);
    assert.equal(keeper.read({ type: 'transcript', ref }).turns.length, 1);
    assert.equal(keeper.read({ type: 'find', id: '2' })[0]?.greeting, large.greeting);
    keeper.close();
  });

  it('never stops the host, though another program holds it for three seconds', async () => {
    const window = record.open();
    await add(window, one);
    const holder = new sqlite.DatabaseSync(record.path());
    holder.exec('BEGIN IMMEDIATE');
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 10);
    const release = setTimeout(() => {
      holder.exec('COMMIT');
      holder.close();
    }, 3000);
    assert.deepEqual(await add(window, two), [true]);
    clearTimeout(release);
    clearInterval(ticking);
    assert.ok(ticks > 20, `${ticks} ticks`);
    assert.deepEqual(window.troubles, []);
  });

  it('goes on in memory when another program does not let go of it', async () => {
    const window = record.open();
    await add(window, one);
    const holder = new sqlite.DatabaseSync(record.path());
    holder.exec('BEGIN IMMEDIATE');
    assert.deepEqual(await add(window, two), [false]);
    assert.deepEqual(await window.ids(), ['2', '1']);
    assert.deepEqual(
      window.troubles.map(({ kind }) => kind),
      ['locked'],
    );
    holder.exec('COMMIT');
    holder.close();
    assert.deepEqual(await add(window, conversation('3')), [true]);
    assert.deepEqual((await record.open().ids()).sort(), ['1', '2', '3']);
  });
});
