import assert from 'node:assert/strict';
import { refOf } from '../../../src/conversations/conversation';
import { stat } from 'node:fs/promises';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord } from './recordUnderTest';

describe('The transcripts of the record', () => {
  const record = useRecord();
  const one = conversation('7bb301ad');

  it('are empty at first', async () => {
    const { transcripts } = record.open();
    assert.deepEqual(await transcripts.read(one), { turns: [], draft: '', position: '' });
  });

  it('give back what was said, in order, with its end', async () => {
    const { transcripts } = record.open();
    await transcripts.append(one, { type: 'sent', turn: 'a', message: 'Hello\n{"\0', at: 2000 });
    await transcripts.append(one, { type: 'text', turn: 'a', text: 'Hi\0 ' });
    await transcripts.append(one, { type: 'text', turn: 'a', text: 'Ada' });
    const times = { firstTextMs: 4, totalMs: 9 };
    await transcripts.append(one, { type: 'ended', turn: 'a', state: 'done', ...times });
    // The clock was set back.
    await transcripts.append(one, { type: 'sent', turn: 'b', message: 'And?', at: 1000 });
    const trouble = { message: 'It broke.', waysOut: ['askAgain' as const] };
    await transcripts.append(one, { type: 'ended', turn: 'b', state: 'failed', trouble });
    const answered = { id: 'a', message: 'Hello\n{"\0', sentAt: 2000, answer: 'Hi\0 Ada' };
    const failed = { id: 'b', message: 'And?', sentAt: 1000, answer: '' };
    assert.deepEqual((await record.open().transcripts.read(one)).turns, [
      { ...answered, state: 'done', ...times },
      { ...failed, state: 'failed', trouble },
    ]);
  });

  it('put a conversation into the record with the first message in it, and no draft before', async () => {
    const { transcripts, conversations } = record.open();
    const opened = conversation('known by its ID', { openedById: true });
    await transcripts.saveDraft(opened, 'Hel');
    await transcripts.savePosition(opened, '42%');
    assert.equal(await conversations.find(opened.id), undefined);
    await transcripts.append(opened, { type: 'sent', turn: 'a', message: 'Hello', at: 1 });
    assert.equal((await conversations.find(opened.id))?.openedById, true);
    const { draft, position } = await transcripts.read(opened);
    assert.deepEqual([draft, position], ['', '']);
  });

  it('keep no draft and no place of what another window has deleted', async () => {
    const [here, there] = [record.open(), record.open()];
    await here.conversations.add(one);
    for (const deletion of ['delete', 'deleteAll'] as const) {
      await there.conversations[deletion](refOf(one));
      await here.transcripts.saveDraft(one, 'Dear');
      await here.transcripts.savePosition(one, '42%');
      const { draft, position } = await there.transcripts.read(one);
      assert.deepEqual([draft, position], ['', ''], deletion);
    }
  });

  it('keep conversations apart, of the same ID at two origins too', async () => {
    const { transcripts } = record.open();
    const other = conversation(one.id, { chatbot: { origin: 'https://b', id: '123456' } });
    await transcripts.append(one, { type: 'sent', turn: 'a', message: 'one', at: 1 });
    await transcripts.append(other, { type: 'sent', turn: 'a', message: 'other', at: 1 });
    await transcripts.saveDraft(other, 'draft');
    const [ofOne, ofOther] = await Promise.all([one, other].map((each) => transcripts.read(each)));
    assert.deepEqual(
      [ofOne?.turns[0]?.message, ofOne?.draft, ofOther?.turns[0]?.message, ofOther?.draft],
      ['one', '', 'other', 'draft'],
    );
  });

  it('take everything once, though it is written twice', async () => {
    const { client, transcripts } = record.open();
    const ref = refOf(one);
    for (const time of [1, 2]) {
      for (const request of [
        { type: 'begin', conversation: one, turn: 'a', message: 'Hello', at: 1 },
        { type: 'text', ref, turn: 'a', number: 0, text: 'Hi' },
        { type: 'text', ref, turn: 'a', number: 1, text: ' Ada' },
        { type: 'end', ref, turn: 'a', state: 'done' },
      ] as const) {
        await client.ask(request);
        if (time === 1) await client.ask(request);
      }
    }
    const { turns } = await transcripts.read(one);
    assert.deepEqual(
      turns.map(({ answer, state }) => [answer, state]),
      [['Hi Ada', 'done']],
    );
  });

  it('keep the last of many drafts, and where one was reading', async () => {
    const { conversations, transcripts } = record.open();
    await conversations.add(one);
    const texts = Array.from({ length: 50 }, (_, index) => 'x'.repeat(index * 100));
    await Promise.all(texts.map((text) => transcripts.saveDraft(one, text)));
    await transcripts.savePosition(one, '42%');
    const { draft, position } = await record.open().transcripts.read(one);
    assert.deepEqual([draft, position], [texts.at(-1), '42%']);
  });

  it('pass over words about turns that are gone, and say so of conversations that are', async () => {
    const { conversations, transcripts } = record.open();
    const kept = { kept: true };
    const text = { type: 'text', turn: 'z', text: 'whose?' } as const;
    const ended = { type: 'ended', turn: 'z', state: 'done' } as const;
    for (const entry of [text, ended]) {
      assert.equal(await transcripts.append(one, entry), 'gone');
    }
    await conversations.add(one);
    assert.deepEqual(await transcripts.append(one, text), kept);
    assert.deepEqual(await transcripts.append(one, ended), kept);
    assert.deepEqual((await transcripts.read(one)).turns, []);
  });

  it('write as much for a piece at the end of a long answer as at its beginning', async () => {
    const { transcripts } = record.open();
    const log = async () => (await stat(`${record.path()}-wal`)).size;
    await transcripts.append(one, { type: 'sent', turn: 'a', message: 'Hello', at: 1 });
    const written: number[] = [];
    // Fewer than SQLite lets come together before it moves them into the database.
    for (let piece = 0; piece < 100; piece++) {
      const before = await log();
      await transcripts.append(one, { type: 'text', turn: 'a', text: 'x'.repeat(1000) });
      written.push((await log()) - before);
    }
    const sum = (pieces: number[]) => pieces.reduce((a, b) => a + b);
    assert.ok(sum(written.slice(-20)) <= 1.2 * sum(written.slice(0, 20)), written.join());
    assert.equal((await record.open().transcripts.read(one)).turns[0]?.answer.length, 100_000);
  });
});
