import assert from 'node:assert/strict';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation, RecordUnderTest } from './recordUnderTest';

describe('The record of conversations', () => {
  const folder = useTemporaryFolder();
  let path: string;
  let record: RecordUnderTest;
  beforeEach(() => {
    path = join(folder(), 'globalStorage', 'userdesk', 'conversations.jsonl');
    record = new RecordUnderTest(path);
  });

  it('is empty at first, and reading it makes no file', async () => {
    assert.deepEqual(await record.file.list(), []);
    assert.equal(await record.file.find('1'), undefined);
    await assert.rejects(stat(path), { code: 'ENOENT' });
    assert.deepEqual(record.failures, []);
  });

  it('gives back what was added, to this window and the next', async () => {
    const full = conversation('7bb301ad-e691-4341-8afb-b4407c4ffdf2', {
      greeting: 'Hello,\nhow can I help "you"?\u2028 👋',
      userName: 'Ada Lovelace',
      userEmail: 'ada@example.com',
    });
    await record.file.add(full);
    assert.deepEqual(await record.file.list(), [full]);
    assert.deepEqual(await new RecordUnderTest(path).file.list(), [full]);
    assert.deepEqual(await new RecordUnderTest(path).file.find(full.id), full);
  });

  it('keeps a conversation of which nothing optional is known', async () => {
    const bare = conversation('1', { chatbot: { origin: 'sandbox:', id: 'sandbox-silent' } });
    await record.file.add(bare);
    assert.deepEqual(await new RecordUnderTest(path).file.list(), [bare]);
  });

  it('lists the newest first', async () => {
    await record.file.add(conversation('second', { createdAt: 2 }));
    await record.file.add(conversation('third', { createdAt: 3 }));
    await record.file.add(conversation('first', { createdAt: 1 }));
    assert.deepEqual(await record.ids(), ['third', 'second', 'first']);
  });

  it('lists first what was added later in the same millisecond', async () => {
    for (const id of ['one', 'two', 'three']) await record.file.add(conversation(id));
    assert.deepEqual(await record.ids(), ['three', 'two', 'one']);
  });

  it('holds a conversation once, as it was added last', async () => {
    // A second row of the same ID would keep VS Code's tree from showing any.
    await record.file.add(conversation('1', { createdAt: 1, greeting: 'Hello' }));
    await record.file.add(conversation('2', { createdAt: 2 }));
    await record.file.add(conversation('1', { createdAt: 3, greeting: 'Hello again' }));
    assert.deepEqual(await record.ids(), ['1', '2']);
    assert.equal((await record.file.find('1'))?.greeting, 'Hello again');
  });

  it('tells apart two chatbots’ conversations of the same ID', async () => {
    const elsewhere = { origin: 'sandbox:', id: 'sandbox-support' };
    await record.file.add(conversation('1', { createdAt: 1 }));
    await record.file.add(conversation('1', { createdAt: 2, chatbot: elsewhere }));
    assert.deepEqual(
      (await record.file.list()).map(({ chatbot }) => chatbot.origin),
      ['sandbox:', 'https://api.userdesk.io'],
    );
  });

  it('says so when it has changed, after it has', async () => {
    const changed = record.file.add(conversation('1'));
    assert.equal(record.changes, 0);
    await changed;
    assert.equal(record.changes, 1);
  });

  it('shows what another window has added meanwhile', async () => {
    const other = new RecordUnderTest(path);
    await record.file.add(conversation('1', { createdAt: 1 }));
    assert.deepEqual(await other.ids(), ['1']);
    await record.file.add(conversation('2', { createdAt: 2 }));
    assert.deepEqual(await other.ids(), ['2', '1']);
  });

  it('is empty again when its file was deleted, and can go on', async () => {
    await record.file.add(conversation('1'));
    assert.deepEqual(await record.ids(), ['1']);
    await rm(path);
    assert.deepEqual(await record.ids(), []);
    await record.file.add(conversation('2'));
    assert.deepEqual(await record.ids(), ['2']);
  });

  it('is not changed by whoever sorts or shortens what it gave', async () => {
    await record.file.add(conversation('1', { createdAt: 1 }));
    await record.file.add(conversation('2', { createdAt: 2 }));
    (await record.file.list()).splice(0, 2);
    assert.deepEqual(await record.ids(), ['2', '1']);
  });

  it('is for its owner’s eyes alone', async function () {
    // Windows has no such modes: files there have the rights of the folder of the person's profile.
    if (process.platform === 'win32') this.skip();
    await record.file.add(conversation('1'));
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  it('only grows at its end', async () => {
    await record.file.add(conversation('1'));
    const before = await readFile(path, 'utf8');
    await record.file.add(conversation('2'));
    const after = await readFile(path, 'utf8');
    assert.ok(after.startsWith(before) && after.length > before.length);
    assert.ok(after.endsWith('\n'));
  });
});
