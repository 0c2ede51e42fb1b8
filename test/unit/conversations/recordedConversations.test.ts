import assert from 'node:assert/strict';
import { join } from 'node:path';
import { refOf } from '../../../src/conversations/conversation';
import { PlainRecord } from '../../../src/record/plainRecord';
import type { RecordedConversation, RecordRequest } from '../../../src/record/protocol';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation, RecordUnderTest } from './recordUnderTest';

describe('The record as people see it', () => {
  const folder = useTemporaryFolder();
  let record: RecordUnderTest;
  beforeEach(() => {
    record = new RecordUnderTest(join(folder(), 'history.sqlite'));
  });
  afterEach(() => {
    record.close();
  });

  /** From every door. */
  async function namesOf(id: string): Promise<(string | undefined)[]> {
    const { conversations } = record;
    const ref = { origin: conversation(id).chatbot.origin, id };
    const [day] = await conversations.days({ limit: 1 });
    const found = await conversations.search(id);
    const known = [
      await conversations.find(id),
      await conversations.get(ref),
      ...(await conversations.newest(1)),
      ...(day ? await conversations.rows(day, { limit: 1 }) : []),
      ...(found === 'superseded' ? [] : found.hits.map((hit) => hit.conversation)),
    ];
    return [...known.map((each) => each?.chatbot), ...(await conversations.chatbots())].map(
      (chatbot) => chatbot?.name,
    );
  }

  it('calls chatbots by the names that they have today', async () => {
    await record.conversations.add(conversation('7bb301ad'));
    for (const name of ['Helper', 'Another']) {
      record.names = { '123456': name };
      assert.deepEqual(await namesOf('7bb301ad'), Array(6).fill(name));
    }
  });

  it('calls one that has none today by the name that it had', async () => {
    record.names = { '123456': 'Helper' };
    await record.conversations.add(conversation('7bb301ad'));
    record.names = {};
    assert.deepEqual(await namesOf('7bb301ad'), Array(6).fill('Support bot'));
  });

  it('names none that never had a name', async () => {
    await record.conversations.add(
      conversation('1', { chatbot: { origin: 'https://a', id: 'x' } }),
    );
    assert.deepEqual((await record.conversations.find('1'))?.chatbot, {
      origin: 'https://a',
      id: 'x',
    });
  });

  it('keeps all that is known of a conversation, whoever says less or something else', async () => {
    const whole = conversation('1', { greeting: 'Hi', userName: 'Ada', userEmail: 'a@b.c' });
    const bare = conversation('2');
    const another = { ...whole.chatbot, id: '999', name: 'Another' };
    const plain = new PlainRecord();
    for (const ask of [record.ask, (request: RecordRequest) => plain.answer(request)]) {
      for (const known of [whole, bare]) {
        const byId = { id: known.id, createdAt: 0, openedById: true as const };
        for (const each of [
          known,
          { ...byId, chatbot: known.chatbot },
          { ...byId, chatbot: another, greeting: 'Bye', userName: 'Eve' },
        ]) {
          await ask({ type: 'add', conversation: each });
        }
        const found = (await ask({ type: 'get', ref: refOf(known) })) as RecordedConversation;
        assert.deepEqual(found, { ...known, row: found.row, isPinned: false });
      }
    }
  });

  it('has the newest of all first, pinned or not', async () => {
    const { conversations } = record;
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      await conversations.add(conversation(id, { createdAt: 1000 * index }));
    }
    await conversations.change(
      { origin: conversation('a').chatbot.origin, id: 'a' },
      { pinned: true },
    );
    assert.deepEqual(
      (await conversations.newest(2)).map(({ id }) => id),
      ['c', 'b'],
    );
    assert.deepEqual(await record.ids(), ['c', 'b', 'a']);
  });

  it('takes a deletion back, until it is too late', async () => {
    const { conversations } = record;
    const ref = { origin: conversation('a').chatbot.origin, id: 'a' };
    await conversations.add(conversation('a'));
    await conversations.delete(ref);
    assert.deepEqual(await record.ids(), []);
    assert.equal(await conversations.undelete(ref), true);
    assert.deepEqual(await record.ids(), ['a']);
    assert.equal(await conversations.undelete({ ...ref, id: 'never' }), false);
  });
});
