import assert from 'node:assert/strict';
import Ajv from 'ajv';
import fc from 'fast-check';
import type { Conversation } from '../../../src/conversations/conversation';
import { shareAsJson } from '../../../src/conversations/share';
import type { Turn } from '../../../src/conversations/turn';
import { readJson } from '../manifest';
import { conversation } from './recordUnderTest';
import { ada, anyConversation, anyTurn, turn, userDetails } from './shareUnderTest';

const schema = readJson('media/conversation-share.schema.json') as Record<string, unknown>;
const ajv = new Ajv();
const validate = ajv.compile(schema);

const parsed = (
  changes: Partial<Conversation>,
  turns: Turn[],
  kept: 'masked' | 'kept' = 'masked',
) =>
  JSON.parse(
    shareAsJson(conversation('7bb301ad', changes), turns, { userDetails: kept, keys: [] }),
  ) as Record<string, unknown>;

function assertValid(value: unknown): void {
  assert.ok(validate(value), ajv.errorsText(validate.errors));
}

describe('A conversation as JSON', () => {
  const greeting = 'Hello Ada Lovelace';
  const turns = [
    turn({
      message: 'I am Ada',
      answer: 'Mail to ada@example.com?',
      firstTextMs: 1500,
      totalMs: 2000,
    }),
    turn({ state: 'failed', answer: '' }),
  ];

  it('has facts and messages, user details masked', () => {
    const value = parsed({ ...ada, greeting }, turns);
    assertValid(value);
    assert.deepEqual(value, {
      format: 'userdesk-conversation',
      version: 1,
      userDetails: 'masked',
      conversation: {
        id: '7bb301ad',
        chatbot: { origin: 'https://api.userdesk.io', id: '123456', name: 'Support bot' },
        user: { name: '[user name]', email: '[user email]' },
        createdAt: '2026-03-03T14:03:00.000Z',
      },
      messages: [
        { role: 'chatbot', text: 'Hello [user name]', at: '2026-03-03T14:03:00.000Z' },
        { role: 'user', text: 'I am [user name]', at: '2026-03-03T14:04:00.000Z' },
        {
          ...{ role: 'chatbot', text: 'Mail to [user email]?', at: '2026-03-03T14:04:01.500Z' },
          ...{ state: 'done', firstTextMs: 1500, totalMs: 2000 },
        },
        { role: 'user', text: 'Hello', at: '2026-03-03T14:04:00.000Z' },
        { role: 'chatbot', text: '', state: 'failed' },
      ],
    });
  });

  it('has user details where that is asked for', () => {
    const value = parsed({ ...ada, greeting }, turns, 'kept');
    assertValid(value);
    const { user } = value['conversation'] as { user?: unknown };
    assert.deepEqual(user, { name: 'Ada Lovelace', email: 'ada@example.com' });
    assert.match(JSON.stringify(value['messages']), /Hello Ada Lovelace.*Mail to ada@example\.com/);
  });

  it('leaves out what is not known', () => {
    const chatbot = { origin: 'sandbox:', id: 'sandbox-support' };
    const value = parsed({ chatbot }, []);
    assertValid(value);
    assert.deepEqual(Object.keys(value['conversation'] as object), ['id', 'chatbot', 'createdAt']);
    assert.deepEqual((value['conversation'] as { chatbot?: unknown }).chatbot, chatbot);
    assert.deepEqual(value['messages'], []);
  });

  it('masks the name that a chatbot was given, too', () => {
    const chatbot = { origin: 'https://a', id: '1', name: 'Bot of Ada' };
    const { conversation: facts } = parsed({ ...ada, chatbot }, []);
    assert.equal((facts as { chatbot: { name: string } }).chatbot.name, 'Bot of [user name]');
  });

  it('is indented by two spaces and ends with its line', () => {
    const text = shareAsJson(conversation('1'), [], { userDetails: 'masked', keys: [] });
    assert.match(text, /^\{\n {2}"format": [^]*\n\}\n$/);
  });

  it('is as its schema says, whatever the texts in it, and keeps them as they are', () => {
    const shared = fc.tuple(anyConversation, fc.array(anyTurn, { maxLength: 4 }), userDetails);
    fc.assert(
      fc.property(shared, ([one, turnsOfIt, kept]) => {
        const text = shareAsJson(one, turnsOfIt, { userDetails: kept, keys: [] });
        const value = JSON.parse(text) as { messages: { text: string }[] };
        assertValid(value);
        if (kept === 'masked') return;
        assert.deepEqual(
          value.messages.map((message) => message.text),
          [
            ...(one.greeting === undefined ? [] : [one.greeting]),
            ...turnsOfIt.flatMap(({ message, answer }) => [message, answer]),
          ],
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('The schema of exported conversations', () => {
  it('is one itself, and allows nothing that it does not name', () => {
    assert.ok(ajv.validateSchema(schema));
    const value = parsed(ada, [turn()]);
    assert.ok(!validate({ ...value, extra: 1 }));
    assert.ok(
      !validate({ ...value, conversation: { ...(value['conversation'] as object), key: '' } }),
    );
    assert.ok(!validate({ ...value, messages: [{ role: 'user', text: '', key: '' }] }));
    assert.ok(!validate({ ...value, version: 2 }));
  });
});
