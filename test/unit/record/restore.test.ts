import assert from 'node:assert/strict';
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv from 'ajv';
import { refOf } from '../../../src/conversations/conversation';
import { HistoryBackup } from '../../../src/conversations/historyBackup';
import { restoreHistory } from '../../../src/conversations/restoreHistory';
import { backupHead, backupTail } from '../../../src/record/backupFile';
import type { BackupConversation } from '../../../src/record/backupFormat';
import type { Restored } from '../../../src/record/protocol';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord, type WindowUnderTest } from './recordUnderTest';

const schema = join(__dirname, '../../../media/history-backup.schema.json');
const nothing = { added: 0, merged: 0, unchanged: 0, refused: 0, kept: 'onDisk', outdated: 0 };
const sentAt = '2026-01-01T00:00:00.000Z';
const one = conversation('1', { createdAt: Date.parse(sentAt) });
const ref = refOf(one);
const done = { message: 'm', sentAt, answer: 'a', state: 'done' as const };

type Turns = BackupConversation['turns'];
interface Backup {
  conversations: BackupConversation[];
}
type Changes = Partial<Record<keyof BackupConversation, unknown>>;

describe('Restoring a file', () => {
  const record = useRecord();
  const other = () => record.open({ path: join(record.folder(), 'other.sqlite') });
  const file = () => join(record.folder(), 'backup.json');

  async function restore(window: WindowUnderTest, conversations: Changes[]) {
    const whole = conversations.map((changes) => ({
      ...{ chatbot: one.chatbot, id: '1', createdAt: sentAt, turns: [] },
      ...changes,
    }));
    const backup = { format: 'userdesk-history', version: 1, conversations: whole };
    await writeFile(file(), JSON.stringify(backup));
    return restoreHistory(window.client, file());
  }

  /** What a backup of it has, and whether all of the record is in it. */
  async function backedUp(window: WindowUnderTest) {
    const backup = new HistoryBackup(window.client);
    let text = '';
    for await (const piece of backup) text += piece;
    const json = JSON.parse(text) as Backup;
    const ajv = new Ajv({ unknownFormats: 'ignore' });
    const isValid = ajv.compile(JSON.parse(await readFile(schema, 'utf8')) as object);
    assert.equal(isValid(json), true, ajv.errorsText(isValid.errors));
    return { ...json, leftOut: backup.leftOut };
  }

  it('has a conversation with the chatbot that answers in it, where it was opened with another', async () => {
    const window = record.open();
    const wrong = { ...one.chatbot, id: 'wrong' };
    await window.conversations.add({ ...one, chatbot: wrong, openedById: true });
    await restore(window, [{ chatbot: { ...wrong, id: 'a guess, too' }, openedById: true }]);
    assert.equal((await window.conversations.get(ref))?.chatbot.id, 'wrong');
    await restore(window, [{ turns: [{ id: 'b', ...done, answer: 'Hi' }] }]);
    assert.equal((await window.conversations.get(ref))?.chatbot.id, one.chatbot.id);
  });

  it('brings back what is being deleted', async () => {
    const window = record.open();
    await window.talk(one, 'a', 'Hello', 'Hi');
    await window.client.ask({ type: 'delete', ref });
    const turns: Turns = [{ id: 'b', ...done }];
    assert.deepEqual(await restore(window, [{ turns }]), { ...nothing, added: 1 });
    assert.equal((await window.client.ask({ type: 'get', ref }))?.id, '1');
    assert.equal((await window.transcripts.read(one)).turns.length, 2);
    assert.deepEqual(await restore(window, [{ turns }]), { ...nothing, unchanged: 1 });
  });

  it('goes on with an answer that was broken off, and changes no other', async () => {
    const window = record.open();
    const half = { id: 'a', message: 'm', sentAt, answer: 'half' };
    await restore(window, [{ turns: [half] }]);
    const merged = { ...nothing, merged: 1 };
    const unchanged = { ...nothing, unchanged: 1 };
    const answered = async (answer: string, state?: string) =>
      restore(window, [{ turns: [{ ...half, answer, ...(state !== undefined && { state }) }] }]);
    assert.deepEqual(await answered('another', 'done'), unchanged);
    assert.deepEqual(await answered('half and'), merged);
    assert.deepEqual(await answered('half'), unchanged);
    assert.deepEqual(await answered('half and the whole', 'done'), merged);
    assert.deepEqual(await answered('half and the whole thing', 'failed'), unchanged);
    const [turn] = (await window.transcripts.read(one)).turns;
    assert.deepEqual([turn?.answer, turn?.state], ['half and the whole', 'done']);
    const { hits } = await window.client.ask({ type: 'search', words: 'whole' });
    assert.equal(hits.length, 1);
  });

  it('leaves an answer alone that is coming in', async () => {
    const window = record.open();
    await window.transcripts.append(one, { type: 'sent', turn: 'a', message: 'm', at: 1 });
    const turns = [{ id: 'a', ...done }];
    assert.deepEqual(await restore(window, [{ turns }]), { ...nothing, unchanged: 1 });
    assert.equal((await window.transcripts.read(one)).turns[0]?.underWay, 'here');
  });

  it('of many messages at one time goes on between others, and counts each conversation once', async () => {
    const window = record.open();
    const turns = Array.from({ length: 10_000 }, (_, id) => ({ ...done, id: String(id) }));
    const restoring = restore(window, [{ turns }]);
    let between = 0;
    let outcome: unknown;
    void restoring.then((restored) => (outcome = restored));
    while (outcome === undefined) {
      await window.conversations.add(conversation(`beside-${between++}`));
    }
    assert.deepEqual(outcome, { ...nothing, added: 1 });
    assert.ok(between > 20, String(between));
    const kept = (await window.transcripts.read(one)).turns;
    assert.deepEqual(
      kept.map(({ id }) => id),
      turns.map(({ id }) => id),
    );
  });

  it('refuses what has far too many messages without a look at all of them', async () => {
    const window = record.open();
    const zeros = { turns: Array<number>(4_000_000).fill(0) };
    assert.deepEqual(await restore(window, [zeros]), { ...nothing, refused: 1 });
    const turns = Array.from({ length: 100_001 }, (_, id) => ({ ...done, id: String(id) }));
    assert.deepEqual(await restore(window, [{ turns }]), { ...nothing, refused: 1 });
  });

  it('says where nothing of it outlasts the window, and where the disk does not take it', async () => {
    const inMemory = record.open({ path: undefined });
    assert.deepEqual(await restore(inMemory, [{}]), { ...nothing, added: 1, kept: 'inMemory' });
    const blocked = join(record.folder(), 'a file');
    await writeFile(blocked, '');
    const refused = record.open({ path: join(blocked, 'history.sqlite') });
    assert.deepEqual(await restore(refused, [{}]), { ...nothing, kept: 'refused' });
  });

  it('is done with one file at a time', async () => {
    const window = record.open();
    const many = Array.from({ length: 500 }, (_, id) => ({ id: String(id) }));
    await restore(other(), many);
    const again = () => restoreHistory(window.client, file());
    const outcomes = await Promise.all([again(), again()]);
    assert.deepEqual(outcomes, [{ ...nothing, added: 500 }, { failure: 'busy' }]);
    assert.deepEqual(await again(), { ...nothing, unchanged: 500 });
    const { client } = window;
    assert.deepEqual(await client.ask({ type: 'restoreMore' }), { failure: 'interrupted' });
  });

  it('ends where everything is deleted meanwhile', async () => {
    const window = record.open();
    const many = Array.from({ length: 500 }, (_, id) => ({ id: String(id) }));
    await restore(other(), many);
    const restoring = restoreHistory(window.client, file());
    await window.client.ask({ type: 'deleteAll' });
    assert.deepEqual(await restoring, { failure: 'interrupted' });
    assert.deepEqual(await window.ids(), []);
  });

  it('lets go of it, whatever comes of it', async function () {
    // Which files a process has open is told by /proc, which Linux alone has.
    if (process.platform !== 'linux') this.skip();
    const blocked = join(record.folder(), 'a file');
    await writeFile(blocked, '');
    const refused = record.open({ path: join(blocked, 'history.sqlite') });
    const many = Array.from({ length: 500 }, (_, id) => ({ id: String(id) }));
    assert.deepEqual(await restore(refused, many), { ...nothing, kept: 'refused' });
    const { conversations } = JSON.parse(await readFile(file(), 'utf8')) as Backup;
    const lines = conversations.map((each) => JSON.stringify(each)).join(',\n');
    await writeFile(file(), `${backupHead}\n${lines}\n${backupTail}`);
    assert.deepEqual(await restoreHistory(refused.client, file()), { ...nothing, kept: 'refused' });
    const open = await readdir('/proc/self/fd');
    const links = open.map((each) => readlink(`/proc/self/fd/${each}`).catch(() => ''));
    assert.ok(!(await Promise.all(links)).includes(file()));
  });

  it('takes titles and notes as they can be given here', async () => {
    const window = record.open();
    const long = `${'x'.repeat(499)}👍`;
    const given = [' ', '\u200b\u2060', ' a\nb\t\u202ec\u2066', '\ud800x', long];
    await restore(
      window,
      given.map((title, id) => ({ id: String(id), title, note: title, userName: title })),
    );
    const { conversations } = await backedUp(window);
    const expected = [undefined, undefined, 'a b c', 'x', 'x'.repeat(499)];
    for (const field of ['title', 'note'] as const) {
      assert.deepEqual(
        conversations.map((each) => each[field]),
        expected,
      );
    }
    assert.deepEqual(
      conversations.map(({ userName }) => userName),
      [...expected.slice(0, 4), long],
    );
  });

  it('takes half characters as it keeps them, and no message that is known by one', async () => {
    const window = record.open();
    const broken = { ...done, id: 'a', message: 'm\ud800', answer: 'half\udc00' };
    const turns = [{ ...broken, state: undefined }];
    assert.deepEqual(await restore(window, [{ turns }]), { ...nothing, added: 1 });
    assert.deepEqual(await restore(window, [{ turns }]), { ...nothing, unchanged: 1 });
    const whole = [{ ...broken, answer: 'half\udc00 whole' }];
    assert.deepEqual(await restore(window, [{ turns: whole }]), { ...nothing, merged: 1 });
    const odd = [{ ...broken, id: 'a\ud800' }];
    assert.deepEqual(await restore(window, [{ turns: odd }]), { ...nothing, refused: 1 });
  });

  it('has times and durations become what a record can hold', async () => {
    const window = record.open();
    const far = Array.from({ length: 1100 }, (_, id) => ({
      ...{ id: `far-${id}`, createdAt: '+200000-01-01T00:00:00Z' },
    }));
    const times = { firstTextMs: -1, totalMs: 1e17 };
    const turns = [{ id: 'a', ...done, ...times, sentAt: '-200000-01-01T00:00:00Z' }];
    assert.deepEqual(await restore(window, [...far, { turns }]), { ...nothing, added: 1101 });
    assert.equal((await window.ids()).length, 1101);
    const [turn] = (await window.transcripts.read(one)).turns;
    const most = Number.MAX_SAFE_INTEGER;
    assert.deepEqual([turn?.sentAt, turn?.firstTextMs, turn?.totalMs], [0, 0, most]);
  });

  it('takes back all that a backup has, and a backup says what it had to leave out', async () => {
    const window = record.open();
    await window.talk(one, 'a', 'Hello');
    const times = { firstTextMs: 2.6, totalMs: 1e17 };
    await window.transcripts.append(one, { type: 'sent', turn: 'b', message: 'm', at: 9e15 });
    await window.transcripts.append(one, { type: 'ended', turn: 'b', state: 'done', ...times });
    const tooLong = conversation('too long', { greeting: 'x'.repeat(20_000_001) });
    await window.conversations.add(tooLong);
    const tooLarge = conversation('too large');
    // Six characters each in JSON.
    for (const turn of ['a', 'b', 'c']) await window.talk(tooLarge, turn, '\u0001'.repeat(15e6));
    const { conversations, leftOut } = await backedUp(window);
    assert.deepEqual([conversations.map(({ id }) => id), leftOut], [['1'], 2]);
    const outcome = (await restore(other(), conversations)) as Restored;
    assert.deepEqual(outcome, { ...nothing, added: 1 });
    const { client } = window;
    assert.equal((await client.ask({ type: 'backupOf', ref: refOf(tooLong) }))?.json, undefined);
  });
});
