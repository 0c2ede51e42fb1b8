import assert from 'node:assert/strict';
import { refOf } from '../../../src/conversations/conversation';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv from 'ajv';
import { HistoryBackup } from '../../../src/conversations/historyBackup';
import { restoreHistory } from '../../../src/conversations/restoreHistory';
import type { ConversationRef } from '../../../src/record/protocol';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord, type WindowUnderTest } from './recordUnderTest';

const schema = join(__dirname, '../../../media/history-backup.schema.json');
const nothing = { added: 0, merged: 0, unchanged: 0, refused: 0, kept: 'onDisk', outdated: 0 };

describe('A backup of the record', () => {
  const record = useRecord();
  const other = () => record.open({ path: join(record.folder(), 'other.sqlite') });
  const file = () => join(record.folder(), 'backup.json');
  const one = conversation('1', {
    ...{ createdAt: 1000, greeting: 'Hi\n"', userName: 'Ada', userEmail: 'a@b.c' },
  });
  const two = conversation('2', { createdAt: 2000, openedById: true });

  async function fill(window: WindowUnderTest): Promise<void> {
    const { client, conversations, transcripts } = window;
    await conversations.add(one);
    const changes = { title: 'Title', note: 'Note', pinned: true };
    await client.ask({ type: 'change', ref: refOf(one), changes });
    await window.talk(one, 'a', 'Hello\0', 'Hi Ada 👍');
    const trouble = { message: 'It broke.', waysOut: ['askAgain' as const] };
    const times = { firstTextMs: 3, totalMs: 9 };
    await transcripts.append(one, { type: 'sent', turn: 'b', message: 'And?', at: 5 });
    const end = { state: 'incomplete', trouble, ...times } as const;
    await transcripts.append(one, { type: 'ended', turn: 'b', ...end });
    await transcripts.append(two, { type: 'sent', turn: 'c', message: 'Broken off?', at: 6 });
    await transcripts.append(two, { type: 'text', turn: 'c', text: 'Y' });
    await transcripts.saveDraft(two, 'not sent');
  }

  async function backUp(window: WindowUnderTest, selection?: ConversationRef[]): Promise<string> {
    let text = '';
    for await (const piece of new HistoryBackup(window.client, selection)) text += piece;
    await writeFile(file(), text);
    return text;
  }
  const restore = (window: WindowUnderTest) => restoreHistory(window.client, file());

  it('has everything in it, in the form that is described', async () => {
    const window = record.open();
    await fill(window);
    const backup: unknown = JSON.parse(await backUp(window));
    const ajv = new Ajv({ unknownFormats: 'ignore' });
    const isValid = ajv.compile(JSON.parse(await readFile(schema, 'utf8')) as object);
    assert.equal(isValid(backup), true, ajv.errorsText(isValid.errors));

    const restored = other();
    assert.deepEqual(await restore(restored), { ...nothing, added: 2 });
    for (const each of [one, two]) {
      const ref = refOf(each);
      const [before, after] = await Promise.all(
        [window, restored].map(async ({ client }) => {
          const { turns, ...rest } = await client.ask({ type: 'transcript', ref });
          const states = turns.map(({ underWay, ...turn }) => [turn, underWay !== undefined]);
          return [await client.ask({ type: 'get', ref }), states, rest];
        }),
      );
      assert.deepEqual(after, before);
    }
    const { hits } = await restored.client.ask({ type: 'search', words: 'hi ada' });
    assert.deepEqual(
      hits.map(({ place }) => place),
      ['answer'],
    );
  });

  it('restored twice adds nothing twice, and comes out as it went in', async () => {
    const window = record.open();
    await fill(window);
    const text = await backUp(window);
    const restored = other();
    await restore(restored);
    assert.deepEqual(await restore(restored), { ...nothing, unchanged: 2 });
    assert.deepEqual(await restore(window), { ...nothing, unchanged: 2 });
    assert.equal(await backUp(restored), text);
  });

  it('adds the turns that are missing, in their order, and leaves what is there', async () => {
    const window = record.open();
    for (const at of [1000, 3000]) {
      const sent = { turn: `t${at}`, message: `at ${at}`, at };
      await window.transcripts.append(one, { type: 'sent', ...sent });
      await window.transcripts.append(one, { type: 'ended', turn: sent.turn, state: 'done' });
    }
    await backUp(window);
    const mine = other();
    await mine.transcripts.append(one, { type: 'sent', turn: 't2000', message: 'mine', at: 2000 });
    await mine.transcripts.append(one, { type: 'ended', turn: 't2000', state: 'done' });
    await mine.client.ask({ type: 'change', ref: refOf(one), changes: { title: 'Mine' } });
    assert.deepEqual(await restore(mine), { ...nothing, merged: 1 });
    const { turns } = await mine.transcripts.read(one);
    assert.deepEqual(
      turns.map(({ id }) => id),
      ['t1000', 't2000', 't3000'],
    );
    assert.equal((await mine.conversations.find('1'))?.title, 'Mine');
  });

  it('says how many are too old to outlast the next start, pinned ones and those in use aside', async () => {
    const window = record.open();
    const now = Date.now();
    const old = { createdAt: now - 31 * 24 * 60 * 60 * 1000 };
    for (const id of ['old', 'older', 'pinned', 'used']) {
      await window.conversations.add(conversation(id, old));
    }
    await window.conversations.add(conversation('new', { createdAt: now }));
    const ref = refOf(conversation('pinned'));
    await window.client.ask({ type: 'change', ref, changes: { pinned: true } });
    const hello = { type: 'sent', turn: 'a', message: 'Hello', at: now } as const;
    await window.transcripts.append(conversation('used', old), hello);
    await backUp(window);
    const limited = { path: join(record.folder(), 'limited.sqlite'), maxAgeDays: 30 };
    const restored = { ...nothing, added: 5, outdated: 2 };
    assert.deepEqual(await restore(record.open(limited)), restored);
    assert.deepEqual(await restore(other()), { ...restored, outdated: 0 });
  });

  it('may be of some of them, and of none', async () => {
    const window = record.open();
    assert.deepEqual(JSON.parse(await backUp(window)), {
      ...{ format: 'userdesk-history', version: 1, conversations: [] },
    });
    assert.deepEqual(await restore(window), nothing);
    await fill(window);
    await backUp(window, [refOf(two), refOf(conversation('unknown'))]);
    const restored = other();
    await restore(restored);
    assert.deepEqual(await restored.ids(), ['2']);
  });

  it('comes in by steps, between which everything else goes on', async () => {
    const window = record.open();
    for (let number = 0; number < 250; number++) {
      await window.conversations.add(conversation(String(number), { createdAt: number }));
    }
    await backUp(window);
    const restored = other();
    const restoring = restore(restored);
    // It stands between two steps, and before the end.
    const between = await restored.ids();
    assert.deepEqual(await restoring, { ...nothing, added: 250 });
    assert.ok(between.length < 250);
    assert.equal((await restored.ids()).length, 250);
  });

  it('may have been written anew by another program', async () => {
    const window = record.open();
    await fill(window);
    const backup: unknown = JSON.parse(await backUp(window));
    await writeFile(file(), `\ufeff${JSON.stringify(backup, null, 2)}`);
    assert.deepEqual(await restore(other()), { ...nothing, added: 2 });
  });

  const head = '{"format":"userdesk-history","version":1,"conversations":[';
  for (const [content, failure] of [
    ['', 'noBackup'],
    ['null', 'noBackup'],
    ['{"format":"another"}', 'noBackup'],
    ['{"format":"userdesk-history","version":2,"conversations":{}}', 'newer'],
    ['{"format":"userdesk-history","version":1,"conversations":{}}', 'damaged'],
    ['{"format":"userdesk-history","version":"1","conversations":[]}', 'damaged'],
    [head, 'damaged'],
    [`${head}\n{"id":`, 'damaged'],
    [`${head}\n{}`, 'damaged'],
    [`${head}\n{}\n]}\nmore`, 'damaged'],
    ['['.repeat(200_000), 'noBackup'],
  ]) {
    it(`is refused as “${failure}” where it is ${content!.slice(0, 70)}`, async () => {
      await writeFile(file(), content!);
      assert.deepEqual(await restore(record.open()), { failure });
    });
  }

  it('that is not there is unreadable', async () => {
    assert.deepEqual(await restore(record.open()), { failure: 'unreadable' });
  });
});
