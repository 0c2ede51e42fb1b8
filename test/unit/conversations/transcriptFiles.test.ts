import assert from 'node:assert/strict';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TranscriptFiles } from '../../../src/conversations/transcriptFiles';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation } from './recordUnderTest';

describe('The transcript on disk', () => {
  const temporary = useTemporaryFolder();
  const folder = () => join(temporary(), 'transcripts');
  const one = conversation('7bb301ad');
  let failures: unknown[];
  let store: TranscriptFiles;
  beforeEach(() => {
    failures = [];
    store = open();
  });

  /** As another window, or the next start, opens it. */
  function open(): TranscriptFiles {
    return new TranscriptFiles(folder(), (reason) => failures.push(reason));
  }

  it('is empty at first, which is no failure', async () => {
    assert.deepEqual(await store.read(one), { turns: [], draft: '' });
    assert.deepEqual(failures, []);
  });

  it('gives back what was said, in order, with its end', async () => {
    await store.append(one, { type: 'sent', turn: 'a', message: 'Hello\n{"', at: 1000 });
    await store.append(one, { type: 'text', turn: 'a', text: 'Hi ' });
    await store.append(one, { type: 'text', turn: 'a', text: 'Ada' });
    await store.append(one, {
      type: 'ended',
      turn: 'a',
      state: 'done',
      firstTextMs: 4,
      totalMs: 9,
    });
    await store.append(one, { type: 'sent', turn: 'b', message: 'And?', at: 2000 });
    const trouble = { message: 'It broke.', waysOut: ['askAgain' as const] };
    await store.append(one, { type: 'ended', turn: 'b', state: 'failed', trouble });
    assert.deepEqual((await open().read(one)).turns, [
      {
        ...{ id: 'a', message: 'Hello\n{"', sentAt: 1000, answer: 'Hi Ada', state: 'done' },
        ...{ firstTextMs: 4, totalMs: 9 },
      },
      { id: 'b', message: 'And?', sentAt: 2000, answer: '', state: 'failed', trouble },
    ]);
  });

  it('tells which turn did not come to its end', async () => {
    await store.append(one, { type: 'sent', turn: 'a', message: 'Hello', at: 1000 });
    assert.deepEqual(
      (await open().read(one)).turns.map(({ state }) => state),
      ['sending'],
    );
    await store.append(one, { type: 'text', turn: 'a', text: 'Hi' });
    assert.deepEqual(
      (await open().read(one)).turns.map(({ state }) => state),
      ['answering'],
    );
  });

  it('keeps conversations apart, of the same ID at two origins too', async () => {
    const other = conversation('7bb301ad', { chatbot: { origin: 'https://b', id: '123456' } });
    await store.append(one, { type: 'sent', turn: 'a', message: 'one', at: 1 });
    await store.append(other, { type: 'sent', turn: 'b', message: 'other', at: 1 });
    await store.saveDraft(other, 'draft');
    assert.deepEqual(
      (await store.read(one)).turns.map(({ message }) => message),
      ['one'],
    );
    assert.equal((await store.read(one)).draft, '');
    assert.equal((await store.read(other)).draft, 'draft');
  });

  it('is kept under any ID, and nowhere else', async () => {
    const odd = conversation('../../etc/x\u0000 "?*');
    await store.append(odd, { type: 'sent', turn: 'a', message: 'Hello', at: 1 });
    assert.equal((await store.read(odd)).turns.length, 1);
    assert.equal((await readdir(folder())).length, 1);
    assert.deepEqual(await readdir(temporary()), ['transcripts']);
  });

  it('passes over damaged lines and lines of turns that it does not know', async () => {
    await store.append(one, { type: 'sent', turn: 'a', message: 'Hello', at: 1000 });
    const [file = assert.fail('no file')] = await readdir(folder());
    await appendFile(join(folder(), file), '{"type":"text","turn":"a","te');
    await store.append(one, { type: 'text', turn: 'a', text: 'Hi' });
    await store.append(one, { type: 'text', turn: 'z', text: 'whose?' });
    await appendFile(join(folder(), file), '\n{"type":"ended","turn":"a","state":"odd"}\n[]\n');
    assert.deepEqual(
      (await open().read(one)).turns.map(({ answer, state }) => [answer, state]),
      [['Hi', 'answering']],
    );
  });

  it('keeps the last of many drafts, whole', async () => {
    const texts = Array.from({ length: 50 }, (_, index) => 'x'.repeat(index * 100));
    const kept = await Promise.all(texts.map((text) => store.saveDraft(one, text)));
    assert.ok(kept.every(Boolean));
    assert.equal((await open().read(one)).draft, texts.at(-1));
    await store.saveDraft(one, '');
    assert.equal((await open().read(one)).draft, '');
    assert.ok((await readdir(folder())).every((name) => !name.endsWith('.new')));
  });

  it('tells that the disk refuses, and goes on', async () => {
    await writeFile(folder(), 'a file where the folder should be');
    assert.equal(await store.append(one, { type: 'sent', turn: 'a', message: '', at: 1 }), false);
    assert.equal(await store.saveDraft(one, 'draft'), false);
    assert.equal(failures.length, 2);
    assert.equal(await readFile(folder(), 'utf8'), 'a file where the folder should be');
    await rm(folder());
    assert.equal(await store.saveDraft(one, 'draft'), true);
    assert.equal((await open().read(one)).draft, 'draft');
  });

  it('tells that it cannot be read, and is empty then', async () => {
    await store.append(one, { type: 'sent', turn: 'a', message: 'Hello', at: 1 });
    const [file = assert.fail('no file')] = await readdir(folder());
    const other = conversation('another');
    await store.append(other, { type: 'sent', turn: 'a', message: 'Hello', at: 1 });
    const name = (await readdir(folder())).find((each) => each !== file) ?? '';
    await rm(join(folder(), name));
    await mkdir(join(folder(), name));
    assert.deepEqual(await store.read(other), { turns: [], draft: '' });
    assert.equal(failures.length, 1);
  });
});
