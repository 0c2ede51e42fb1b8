import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { refOf } from '../../../src/conversations/conversation';
import { HistoryBackup } from '../../../src/conversations/historyBackup';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord } from './recordUnderTest';

const one = conversation('1', { createdAt: 1, greeting: 'first' });
const two = conversation('2', { createdAt: 2, greeting: 'second' });

describe('The thread of the record', () => {
  const record = useRecord();

  it('is replaced when it dies, and what it was asked is asked again', async () => {
    const window = record.open();
    await window.conversations.add(one);
    const { worker } = window.client as unknown as { worker: Worker };
    const adding = window.client.ask({ type: 'add', conversation: two });
    void worker.terminate();
    assert.deepEqual(await adding, { kept: true });
    assert.deepEqual(await window.ids(), ['2', '1']);
    assert.deepEqual(window.troubles, []);
  });

  it('refuses what cannot be copied to it, and answers those who wait beside it', async () => {
    const window = record.open();
    const odd = { type: 'add', conversation: { ...one, greeting: () => 'none' } } as never;
    const { client } = window;
    // The first before the thread is there.
    for (const words of ['before', 'after']) {
      const refused = assert.rejects(client.ask(odd), { name: 'DataCloneError' });
      const adding = client.ask({ type: 'add', conversation: words === 'after' ? one : two });
      await refused;
      assert.deepEqual(await adding, { kept: true });
    }
    assert.deepEqual(await window.ids(), ['2', '1']);
    assert.deepEqual(window.troubles, []);
  });

  it('may never start: the record is in memory then', async () => {
    const window = record.open();
    const broken = join(record.folder(), 'broken.js');
    await writeFile(broken, 'throw new Error("no")');
    Object.assign(window.client, { workerPath: broken });
    assert.deepEqual(await window.client.ask({ type: 'add', conversation: one }), { kept: false });
    await window.talk(one, 'a', 'Hello', 'Hi Ada');
    assert.deepEqual(await window.ids(), ['1']);
    assert.equal((await window.transcripts.read(one)).turns[0]?.answer, 'Hi Ada');
    const { mode, hits } = await window.client.ask({ type: 'search', words: 'ada' });
    assert.deepEqual([mode, hits.length], ['like', 1]);
    for (const selection of [undefined, [refOf(one)]]) {
      let backup = '';
      for await (const piece of new HistoryBackup(window.client, selection)) backup += piece;
      assert.match(backup, /"id":"1".*"answer":"Hi Ada"/);
    }
    assert.deepEqual(
      window.troubles.map(({ kind }) => kind),
      ['unavailable'],
    );
  });
});
