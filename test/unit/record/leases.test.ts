import assert from 'node:assert/strict';
import { refOf } from '../../../src/conversations/conversation';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord, type WindowUnderTest } from './recordUnderTest';
import { spawnWriter } from './writerProcess';

describe('An answer under way', () => {
  const record = useRecord();
  const one = conversation('7bb301ad');
  const hello = { type: 'sent', turn: 'a', message: 'Hello', at: 1 } as const;

  async function underWay({ transcripts }: WindowUnderTest): Promise<unknown[]> {
    return (await transcripts.read(one)).turns.map((turn) => turn.underWay);
  }

  it('belongs to the window that asked, which others know', async () => {
    const [here, there] = [record.open(), record.open()];
    assert.deepEqual(await here.transcripts.append(one, hello), { kept: true });
    assert.deepEqual(await underWay(here), ['here']);
    assert.deepEqual(await underWay(there), ['elsewhere']);
    await here.transcripts.append(one, { type: 'ended', turn: 'a', state: 'done' });
    assert.deepEqual(await underWay(there), [undefined]);
  });

  it('lets no other window ask in the same conversation, but in others', async () => {
    const [here, there] = [record.open(), record.open()];
    await here.transcripts.append(one, hello);
    const second = { ...hello, turn: 'b' };
    assert.equal(await there.transcripts.append(one, second), 'busy');
    assert.equal((await there.transcripts.read(one)).turns.length, 1);
    assert.deepEqual(await there.transcripts.append(conversation('2'), second), { kept: true });
    await here.transcripts.append(one, { type: 'ended', turn: 'a', state: 'stopped' });
    assert.deepEqual(await there.transcripts.append(one, second), { kept: true });
  });

  it('is broken off when its window closes, and what came of it is kept and found', async () => {
    const [here, there] = [record.open(), record.open()];
    await here.transcripts.append(one, hello);
    await here.transcripts.append(one, { type: 'text', turn: 'a', text: 'a thought' });
    await here.client.close();
    assert.deepEqual(await underWay(there), ['brokenOff']);
    assert.equal((await there.transcripts.read(one)).turns[0]?.answer, 'a thought');
    const { hits } = await there.client.ask({ type: 'search', words: 'thought' });
    assert.deepEqual(
      hits.map(({ place }) => place),
      ['answer'],
    );
  });

  it('is broken off when its process is killed, and another window can ask', async () => {
    const writer = spawnWriter([record.worker(), record.path(), 'answer', one.id]);
    await writer.line((line) => line.startsWith('text 2'));
    const window = record.open();
    assert.deepEqual(await underWay(window), ['elsewhere']);
    assert.equal(await window.transcripts.append(one, { ...hello, turn: 'z' }), 'busy');
    await writer.kill();
    assert.deepEqual(await underWay(window), ['brokenOff']);
    assert.deepEqual(await window.transcripts.append(one, { ...hello, turn: 'z' }), { kept: true });
    // Whoever notices puts its pieces together, and tells.
    await until(() => window.events.some(({ type }) => type === 'changed'));
    await window.client.ask({ type: 'refresh' });
    const { hits } = await window.client.ask({ type: 'search', words: 'piece2' });
    assert.equal(hits.length, 1);
    assert.deepEqual(await underWay(record.open()), ['brokenOff', 'elsewhere']);
  });

  it('ends as its window says, though another one thought it dead', async () => {
    const window = record.open();
    const ref = refOf(one);
    await window.transcripts.append(one, hello);
    await window.transcripts.append(one, { type: 'text', turn: 'a', text: 'one ' });
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(record.path());
    database.exec('DELETE FROM windows');
    database.close();
    const other = record.open();
    assert.deepEqual(await underWay(other), ['brokenOff']);
    await window.transcripts.append(one, { type: 'text', turn: 'a', text: 'two' });
    await window.transcripts.append(one, { type: 'ended', turn: 'a', state: 'done' });
    const { turns } = await other.client.ask({ type: 'transcript', ref });
    assert.deepEqual([turns[0]?.answer, turns[0]?.state], ['one two', 'done']);
    for (const words of ['one', 'two']) {
      assert.equal((await other.client.ask({ type: 'search', words })).hits.length, 1, words);
    }
  });
});

describe('What another window writes', () => {
  const record = useRecord();

  it('is told within two seconds, with where it was', async () => {
    const [here, there] = [record.open(), record.open()];
    await here.ids();
    await there.conversations.add(conversation('new'));
    await until(() => here.events.length > 0);
    assert.deepEqual(here.events, [
      { type: 'changed', conversations: [refOf(conversation('new'))], isOwn: false },
    ]);
  });

  it('is told at once to who asks', async () => {
    const [here, there] = [record.open(), record.open()];
    await here.ids();
    await there.conversations.add(conversation('new'));
    await here.client.ask({ type: 'refresh' });
    assert.equal(here.events.length, 1);
  });

  it('is nothing where it only says that it is still there', async () => {
    const [here, there] = [record.open(), record.open()];
    const one = conversation('1');
    await there.transcripts.append(one, { type: 'sent', turn: 'a', message: 'Hello', at: 1 });
    await here.client.ask({ type: 'refresh' });
    here.events.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.deepEqual(here.events, []);
  });

  it('is everything where all was deleted', async () => {
    const [here, there] = [record.open(), record.open()];
    await there.conversations.add(conversation('1'));
    await here.ids();
    await there.client.ask({ type: 'deleteAll' });
    await here.client.ask({ type: 'refresh' });
    assert.deepEqual(here.events.slice(-2), [
      { type: 'changed', conversations: 'any', isOwn: false },
      { type: 'deleted', conversations: 'all' },
    ]);
    assert.deepEqual(await here.ids(), []);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}
