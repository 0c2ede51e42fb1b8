import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { dirname, join } from 'node:path';
import { conversationKey, refOf, type Conversation } from '../../../src/conversations/conversation';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord } from './recordUnderTest';

describe('What was kept before there was a database', () => {
  const record = useRecord();
  const files = () => ({
    conversations: join(record.folder(), 'conversations.jsonl'),
    transcripts: join(record.folder(), 'transcripts'),
  });
  const open = () => record.open({ oldFiles: files() });
  const one = conversation('1', { createdAt: 1, greeting: 'Hello', userName: 'Ada' });
  const two = conversation('2', { createdAt: 2, openedById: true });

  async function write(): Promise<void> {
    const { conversations, transcripts } = files();
    for (const each of [two, one, { ...one, greeting: 'Hello again' }]) {
      await appendOldLine(conversations, each);
    }
    await appendFile(conversations, '{"chatbot":{"orig\n[]\n');
    await mkdir(transcripts, { recursive: true });
    const trouble = { message: 'It broke.', waysOut: ['askAgain'] };
    for (const entry of [
      { type: 'sent', turn: 'a', message: 'One?', at: 5 },
      { type: 'text', turn: 'a', text: 'Yes, ' },
      { type: 'text', turn: 'a', text: 'one.' },
      { type: 'ended', turn: 'a', state: 'incomplete', totalMs: 7, trouble },
      { type: 'sent', turn: 'b', message: 'Two?', at: 6 },
      { type: 'text', turn: 'b', text: 'half an' },
    ]) {
      await appendOldLine(join(transcripts, `${oldName(one)}.jsonl`), entry);
    }
    await writeFile(join(transcripts, `${oldName(two)}.draft`), 'typed and not sent');
  }

  it('is brought in once, and the files stay as they are', async () => {
    await write();
    const before = await readFile(files().conversations, 'utf8');
    const window = open();
    assert.deepEqual(await window.ids(), ['2', '1']);
    assert.equal((await window.conversations.find('1'))?.greeting, 'Hello again');
    assert.equal((await window.conversations.find('2'))?.openedById, true);
    const { turns } = await window.transcripts.read(one);
    const [first, second] = turns;
    assert.deepEqual(
      [first?.answer, first?.state, first?.totalMs, first?.trouble?.message],
      ['Yes, one.', 'incomplete', 7, 'It broke.'],
    );
    assert.deepEqual([second?.answer, second?.underWay], ['half an', 'brokenOff']);
    assert.equal((await window.transcripts.read(two)).draft, 'typed and not sent');
    for (const words of ['again', 'one', 'half']) {
      assert.equal((await window.client.ask({ type: 'search', words })).hits.length, 1, words);
    }
    await window.conversations.add(conversation('3', { createdAt: 3 }));
    await window.client.close();
    assert.deepEqual(await open().ids(), ['3', '2', '1']);
    assert.equal(await readFile(files().conversations, 'utf8'), before);
  });

  it('does not come back, once deleted, where the record has to begin anew', async () => {
    await write();
    const window = open();
    await window.conversations.delete(refOf(one));
    await window.client.close();
    const database = new DatabaseSync(record.path());
    database.exec('PRAGMA secure_delete = ON');
    database.exec('UPDATE conversations SET deleted_at = 1 WHERE deleted_at IS NOT NULL');
    database.close();
    const next = open();
    assert.deepEqual(await next.ids(), ['2']);
    await next.client.close();
    const left = await onDisk(record.folder());
    for (const text of ['Ada', 'Hello again', 'One?', 'half an']) {
      assert.equal(left.includes(text), false, text);
    }
    assert.ok(left.includes('{"chatbot":{"orig\n[]\n'));
    await rm(record.path());
    const again = open();
    assert.deepEqual(await again.ids(), ['2']);
    assert.equal((await again.transcripts.read(two)).draft, 'typed and not sent');
  });

  it('may not be there, or not be readable', async () => {
    assert.deepEqual(await open().ids(), []);
    await mkdir(files().conversations);
    assert.deepEqual(await record.open({ path: `${record.path()}2`, oldFiles: files() }).ids(), []);
  });

  it('is brought in by one of two windows that open at once', async () => {
    await write();
    const windows = [open(), open(), open()];
    for (const ids of await Promise.all(windows.map((each) => each.ids()))) {
      assert.deepEqual(ids, ['2', '1']);
    }
    assert.equal((await windows[0]!.transcripts.read(one)).turns.length, 2);
  });

  it('goes with everything else, and not a byte of it is left on the disk', async () => {
    await write();
    const secret = 'Schmetterling';
    await mkdir(dirname(record.path()), { recursive: true });
    await writeFile(join(dirname(record.path()), 'history.damaged-1.sqlite'), secret);
    const window = open();
    const mine = conversation('mine', { greeting: `${secret} one`, userName: `${secret} two` });
    await window.conversations.add(mine);
    for (let turn = 0; turn < 40; turn++) {
      await window.talk(mine, String(turn), `${secret} ${turn}`, `${secret} `.repeat(50));
    }
    await window.transcripts.saveDraft(mine, secret);
    assert.ok((await onDisk(record.folder())).toLowerCase().includes(secret.toLowerCase()));

    assert.deepEqual(await window.client.ask({ type: 'deleteAll' }), { remains: [] });
    for (const text of [secret, 'Ada', 'typed and not sent', 'half an']) {
      const all = (await onDisk(record.folder())).toLowerCase();
      assert.equal(all.includes(text.toLowerCase()), false, text);
    }
    assert.deepEqual(await window.ids(), []);
    await assert.rejects(stat(files().conversations), { code: 'ENOENT' });
    assert.deepEqual(await window.client.ask({ type: 'add', conversation: one }), { kept: true });
    await window.client.close();
    assert.deepEqual(await open().ids(), ['1']);
  });

  it('is deleted with all history where nothing is to be kept any more, and only then', async () => {
    await write();
    const before = open();
    await before.conversations.add(conversation('mine', { userName: 'Grace' }));
    await before.client.close();
    const path = record.path();
    const window = record.open({ path: undefined, keptBefore: { path, oldFiles: files() } });
    await window.conversations.add(conversation('new'));
    assert.deepEqual(await window.ids(), ['new']);
    assert.ok((await onDisk(record.folder())).includes('Grace'));
    assert.deepEqual(await window.client.ask({ type: 'deleteAll' }), { remains: [] });
    for (const text of ['Grace', 'Ada', 'typed and not sent']) {
      assert.equal((await onDisk(record.folder())).includes(text), false, text);
    }
    assert.deepEqual(await window.ids(), []);
    await window.client.close();
    assert.deepEqual(await open().ids(), []);
  });

  it('is deleted where there was never a database, and none is made for that', async () => {
    await write();
    const path = record.path();
    const window = record.open({ path: undefined, keptBefore: { path, oldFiles: files() } });
    assert.deepEqual(await window.client.ask({ type: 'deleteAll' }), { remains: [] });
    assert.deepEqual(await readdir(record.folder()), []);
  });
});

/** All bytes of all files. */
async function onDisk(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map((file) => readFile(join(file.parentPath, file.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

/** As version 0.1.0 wrote a line. */
function appendOldLine(path: string, value: unknown): Promise<void> {
  return appendFile(path, `\n${JSON.stringify(value)}\n`);
}

/** What the files of a conversation were called. */
function oldName(of: Conversation): string {
  return createHash('sha256').update(conversationKey(of)).digest('hex');
}
