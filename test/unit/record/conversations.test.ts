import assert from 'node:assert/strict';
import { refOf } from '../../../src/conversations/conversation';
import { stat } from 'node:fs/promises';
import { dayOf } from '../../../src/record/dayOf';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord } from './recordUnderTest';

const day = 24 * 60 * 60 * 1000;
const noon = new Date(2026, 5, 15, 12).getTime();
const other = { origin: 'https://b', id: '9', name: 'Other' };

describe('The conversations of the record', () => {
  const record = useRecord();

  it('are kept, and found by another window, all that is known of them', async () => {
    const whole = conversation('1', { greeting: 'Hi\0\n"', userName: 'Ada', userEmail: 'a@b.c' });
    const opened = conversation('2', { openedById: true, chatbot: { origin: 'o', id: 'i' } });
    const { client } = record.open();
    for (const each of [whole, opened]) {
      assert.deepEqual(await client.ask({ type: 'add', conversation: each }), { kept: true });
    }
    const window = record.open();
    for (const each of [whole, opened]) {
      const { row, isPinned, ...found } = (await window.conversations.find(each.id))!;
      assert.deepEqual(found, each);
      assert.equal(isPinned, false);
      assert.equal(typeof row, 'number');
    }
    assert.equal(await window.conversations.find('3'), undefined);
  });

  it('are on the disk before they are said to be, for nobody else to read', async () => {
    const { client } = record.open();
    await client.ask({ type: 'add', conversation: conversation('1') });
    const status = await client.ask({ type: 'status' });
    assert.deepEqual(
      [status.place, status.journalMode, status.synchronous, status.fullText],
      ['disk', 'wal', 2, true],
    );
    if (process.platform !== 'win32') {
      assert.equal((await stat(record.path())).mode & 0o777, 0o600);
    }
  });

  it('are listed newest first, whenever they were added', async () => {
    const { conversations, ids } = bound(record.open());
    for (const createdAt of [2, 3, 1, 8.64e15, -5, 3]) {
      await conversations.add(conversation(`at ${createdAt}`, { createdAt }));
    }
    assert.deepEqual(await ids(), ['at 8640000000000000', 'at 3', 'at 2', 'at 1', 'at -5']);
  });

  it('are known by origin and ID: said twice it is one, with what was missing filled in', async () => {
    const window = record.open();
    const elsewhere = conversation('1', { chatbot: other, createdAt: noon });
    await window.conversations.add(conversation('1', { createdAt: 1 }));
    await window.conversations.add(elsewhere);
    await window.client.ask({ type: 'change', ref: refOf(elsewhere), changes: { title: 'Mine' } });
    await window.conversations.add({ ...elsewhere, greeting: 'Hello' });
    await window.conversations.add({ ...elsewhere, greeting: 'Bye' });
    assert.equal((await window.conversations.newest(9)).length, 2);
    assert.equal(await window.conversations.find('1'), undefined);
    const found = await window.conversations.get(refOf(elsewhere));
    assert.deepEqual([found?.greeting, found?.title, found?.chatbot], ['Hello', 'Mine', other]);
    const first = await window.client.ask({ type: 'get', ref: refOf(conversation('1')) });
    assert.equal(first?.createdAt, 1);
  });

  it('can be renamed, given a note and pinned, and all that taken back', async () => {
    const { client, conversations } = record.open();
    const one = conversation('1');
    await conversations.add(one);
    const ref = refOf(one);
    const changes = { title: 'T', note: 'N', pinned: true };
    await client.ask({ type: 'change', ref, changes });
    const changed = await client.ask({ type: 'get', ref });
    assert.deepEqual([changed?.title, changed?.note, changed?.isPinned], ['T', 'N', true]);
    await client.ask({ type: 'change', ref, changes: { title: null, pinned: false } });
    const back = await client.ask({ type: 'get', ref });
    assert.deepEqual([back?.title, back?.note, back?.isPinned], [undefined, 'N', false]);
  });

  it('come by days and pages, with pinned ones apart, and by chatbot', async () => {
    const { client, conversations } = record.open();
    const times = [noon, noon + 1, noon - day, noon - 40 * day, noon - 40 * day - 1];
    for (const [index, createdAt] of times.entries()) {
      await conversations.add(
        conversation(String(index), { createdAt, ...(index === 1 && { chatbot: other }) }),
      );
    }
    for (const pinned of [
      conversation('pinned', { createdAt: noon }),
      conversation('older', { createdAt: noon - day }),
    ]) {
      await conversations.add(pinned);
      await client.ask({ type: 'change', ref: refOf(pinned), changes: { pinned: true } });
    }

    const days = await client.ask({ type: 'days', limit: 2 });
    assert.deepEqual(days, [
      { ...dayOf(noon), count: 2 },
      { ...dayOf(noon - day), count: 1 },
    ]);
    const before = days[1]!.start;
    assert.deepEqual(await client.ask({ type: 'days', limit: 2, before }), [
      { ...dayOf(noon - 40 * day), count: 2 },
    ]);
    const today = { type: 'rows', ...dayOf(noon) } as const;
    const [first, ...more] = await client.ask({ ...today, limit: 1 });
    assert.deepEqual([first?.id, more], ['1', []]);
    const rest = await client.ask({ ...today, limit: 9, before: first!.row });
    assert.deepEqual(
      rest.map(({ id }) => id),
      ['0'],
    );
    const ofOther = await client.ask({ type: 'days', limit: 9, chatbot: other });
    assert.deepEqual(
      ofOther.map(({ count }) => count),
      [1],
    );
    for (const [limit, onTop] of [
      [9, ['pinned', 'older']],
      [1, ['pinned']],
    ] as const) {
      const found = await client.ask({ type: 'pinned', limit });
      assert.deepEqual(
        found.map(({ id }) => id),
        onTop,
      );
    }
  });

  it('tell the chatbots and the users that there were', async () => {
    const { client, conversations } = record.open();
    const ada = { userName: 'Ada', userEmail: 'ada@b.c' };
    await conversations.add(conversation('1', { createdAt: 1, ...ada }));
    await conversations.add(conversation('2', { createdAt: 2, userName: 'Bob' }));
    await conversations.add(conversation('3', { createdAt: 3, ...ada }));
    await conversations.add(conversation('4', { createdAt: 4 }));
    await conversations.add(conversation('6', { createdAt: 4, userName: '\u200b\u202e' }));
    await conversations.add(conversation('5', { createdAt: 5, chatbot: other, userName: 'Eve' }));
    const { chatbot } = conversation('');
    assert.deepEqual(await client.ask({ type: 'chatbots' }), [other, chatbot]);
    assert.deepEqual(await client.ask({ type: 'users', chatbot, limit: 5 }), [
      ada,
      { userName: 'Bob' },
    ]);
    assert.deepEqual(await client.ask({ type: 'users', chatbot, limit: 1 }), [ada]);
  });

  it('are counted with their messages from the start of a day to its end', async () => {
    const window = record.open();
    const now = Date.now();
    await window.conversations.add(conversation('old', { createdAt: now - day }));
    await window.conversations.add(conversation('to come', { createdAt: now + day }));
    const today = conversation('new', { createdAt: now });
    await window.conversations.add(today);
    await window.conversations.add(conversation('by ID', { createdAt: now, openedById: true }));
    await window.talk(today, 'a', 'Hello');
    await window.talk(conversation('old', { createdAt: now - day }), 'b', 'Hello');
    assert.deepEqual(await window.conversations.counts({ start: now - 1000, end: now + day }), {
      conversations: 1,
      messages: 2,
    });
  });

  it('can be deleted and brought back', async () => {
    const { client, ids, conversations, talk } = bound(record.open());
    const one = conversation('1', { createdAt: noon });
    await conversations.add(one);
    await talk(one, 'a', 'Hello');
    const ref = refOf(one);
    await client.ask({ type: 'delete', ref });
    assert.deepEqual(await ids(), []);
    assert.equal(await conversations.find('1'), undefined);
    assert.deepEqual(await client.ask({ type: 'days', limit: 5 }), []);
    assert.deepEqual((await client.ask({ type: 'search', words: 'Hello' })).hits, []);
    assert.equal(await conversations.change(ref, { title: 'T' }), false);
    await client.ask({ type: 'undelete', ref });
    assert.deepEqual(await ids(), ['1']);
    assert.equal((await conversations.find('1'))?.title, undefined);
    assert.equal(await conversations.change(ref, { title: 'T' }), true);
    assert.equal((await client.ask({ type: 'transcript', ref })).turns.length, 1);
  });

  it('live in memory alone where a person wants no history', async () => {
    const window = record.open();
    await window.client.close();
    const { client, ids, talk, troubles } = bound(record.open({ path: undefined }));
    const one = conversation('1');
    assert.deepEqual(await client.ask({ type: 'add', conversation: one }), { kept: false });
    await talk(one, 'a', 'Hello');
    assert.deepEqual(await ids(), ['1']);
    assert.equal((await client.ask({ type: 'status' })).place, 'memory');
    assert.deepEqual(troubles(), []);
    await assert.rejects(stat(record.path()), { code: 'ENOENT' });
  });

  it('are told of to every listener, though one of them throws', async () => {
    const window = record.open();
    const problem = new Error('a listener failed');
    window.client.listen(() => {
      throw problem;
    });
    const told: string[] = [];
    window.client.listen(({ type }) => told.push(type));
    await window.conversations.add(conversation('1'));
    assert.deepEqual(
      window.failures,
      told.map(() => problem),
    );
    assert.ok(told.includes('changed'));
    assert.equal((await window.client.ask({ type: 'status' })).place, 'disk');
  });

  it('go by themselves when nobody has used them for as long as is set, but for pinned', async () => {
    const { client, conversations } = record.open();
    const now = Date.now();
    for (const [id, age] of [['old', 31] as const, ['new', 29] as const, ['pinned', 31] as const]) {
      await conversations.add(conversation(id, { createdAt: now - age * day }));
    }
    const used = conversation('used', { createdAt: now - 31 * day });
    await client.ask({ type: 'begin', conversation: used, turn: 'a', message: 'x', at: now });
    const changes = { pinned: true };
    await client.ask({ type: 'change', ref: refOf(conversation('pinned')), changes });
    await client.close();
    const { ids } = bound(record.open({ maxAgeDays: 30 }));
    assert.deepEqual((await ids()).sort(), ['new', 'pinned', 'used']);
  });
});

function bound(window: ReturnType<ReturnType<typeof useRecord>['open']>) {
  return {
    client: window.client,
    conversations: window.conversations,
    ids: () => window.ids(),
    talk: window.talk.bind(window),
    troubles: () => window.troubles,
  };
}
