import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { KnownChatbot } from '../../../src/chatbots/chatbotRegistry';
import { conversationId, created, json, silence } from '../../support/replies';
import {
  apiKey,
  describeCreation,
  failureCodeOf,
  sandboxSupport,
  type CreationUnderTest,
} from './creationUnderTest';

const ada = { userName: 'Ada Lovelace', userEmail: 'ada@example.com' };
const options = { timeoutMs: 0 };

describeCreation('Creating a conversation', (creation) => {
  beforeEach(() => creation.keys.store.store(creation.chatbot, apiKey));

  it('gives the conversation, with all that will ever be known of it', async () => {
    creation.server.reply = created('Hello, how can I help you?');
    const conversation = await creation.create(creation.chatbot, ada, options);
    assert.deepEqual(conversation, {
      chatbot: creation.chatbot,
      id: conversationId,
      greeting: 'Hello, how can I help you?',
      ...ada,
      createdAt: Date.UTC(2026, 2, 3, 14, 3),
    });
    const recorded = await creation.record.conversations.find(conversationId);
    assert.deepEqual(recorded, { ...conversation, isPinned: false, row: recorded?.row });
  });

  it('sends one request, with the details trimmed and the empty ones left out', async () => {
    creation.server.reply = created();
    await creation.create(creation.chatbot, { userName: ' Ada ', userEmail: ' ' }, options);
    const [request, ...others] = creation.server.requests;
    assert.deepEqual(others, []);
    assert.equal(request?.path, '/v1/chatbot/123456/conversation');
    assert.equal(request.headers.authorization, `Bearer ${apiKey}`);
    assert.deepEqual(JSON.parse(request.body), { userName: 'Ada' });
    const recorded = await creation.record.conversations.find(conversationId);
    assert.equal(recorded?.userName, 'Ada');
    assert.ok(!('userEmail' in recorded));
  });

  it('knows no greeting where none is configured', async () => {
    const conversation = await creation.run(created());
    assert.ok(conversation !== 'cancelled' && !('greeting' in conversation));
  });

  it('has it in the record before anybody hears of it', async () => {
    let told = false;
    creation.server.reply = async (response, request) => {
      assert.deepEqual(await creation.record.ids(), []);
      return created()(response, request);
    };
    const creating = creation.create(creation.chatbot, {}, options).then(() => (told = true));
    await creation.server.until(({ requests }) => requests.length === 1);
    assert.equal(told, false);
    await creating;
    assert.equal((await creation.record.conversations.find(conversationId))?.id, conversationId);
  });

  it('records of the chatbot what it is, and nothing of how it was listed', async () => {
    const listed: KnownChatbot = { ...creation.chatbot, isDefault: true };
    await creation.run(created(), listed);
    assert.doesNotMatch(await creation.record.onDisk(), /isDefault/);
  });

  it('gives it all the same where the disk refuses the record', async () => {
    await mkdir(creation.record.path);
    const conversation = await creation.run(created('Hello'));
    assert.ok(conversation !== 'cancelled');
    assert.equal(conversation.id, conversationId);
    assert.equal(creation.record.troubles.length, 1);
  });

  it('gives it all the same where even the record in memory fails, and tells', async () => {
    creation.record.conversations.add = () => Promise.reject(new Error('a mistake'));
    const conversation = await creation.run(created('Hello'));
    assert.ok(conversation !== 'cancelled');
    assert.deepEqual([conversation.id, creation.unrecorded], [conversationId, [conversationId]]);
  });

  it('makes one conversation for each time that it is asked', async () => {
    let number = 0;
    const reply = () => json({ success: true, conversationId: `c-${++number}` });
    creation.server.reply = (response, request) => reply()(response, request);
    await Promise.all(
      Array.from({ length: 5 }, () => creation.create(creation.chatbot, {}, options)),
    );
    assert.equal(creation.server.requests.length, 5);
    assert.deepEqual((await creation.record.ids()).sort(), ['c-1', 'c-2', 'c-3', 'c-4', 'c-5']);
  });

  it('works with a chatbot of the sandbox, which it starts, and with no key of anybody', async () => {
    const conversation = await creation.create(sandboxSupport, ada, options);
    assert.ok(conversation !== 'cancelled');
    assert.match(conversation.greeting ?? '', /sandbox/);
    assert.equal(conversation.chatbot.origin, 'sandbox:');
    assert.equal(creation.sandbox.isRunning, true);
    assert.deepEqual(creation.server.requests, []);
    assert.equal(creation.keys.secrets.values.size, 1, 'the sandbox’s key is stored nowhere');
  });

  it('is cancelled by its signal: a state, not an error, and nothing is recorded', async () => {
    const abort = new AbortController();
    const creating = creation.run(silence, creation.chatbot, abort.signal);
    await creation.server.until(({ requests }) => requests.length === 1);
    abort.abort();
    assert.equal(await creating, 'cancelled');
    assert.deepEqual(await creation.record.ids(), []);
    assert.equal(creation.server.requests.length, 1);
  });

  it('sends nothing when it was cancelled before', async () => {
    assert.equal(await creation.run(created(), creation.chatbot, AbortSignal.abort()), 'cancelled');
    assert.deepEqual(creation.server.requests, []);
  });

  it('sends and records nothing where the details cannot be right', async () => {
    const another = 'uk-of-another-chatbot';
    await creation.keys.store.store({ ...creation.chatbot, id: 'another' }, another);
    for (const details of [
      { userEmail: 'ada' },
      { userName: `Ada ${another}` },
      { userName: `Ada ${apiKey}` },
      { userEmail: `${apiKey}@example.com` },
    ]) {
      creation.server.reply = created();
      const creating = creation.create(creation.chatbot, details, options);
      assert.equal(await failureCodeOf(creating), 'invalidArgument', JSON.stringify(details));
    }
    assert.deepEqual(creation.server.requests, []);
    assert.deepEqual(await creation.record.ids(), []);
  });

  it('keeps the key to SecretStorage and the header, whatever comes back', async () => {
    const reply = json({ success: true, conversationId, response: `Your key is ${apiKey}.` });
    const conversation = await creation.run(reply);
    await creation.failureCode(json({ success: false, error: `no such key: ${apiKey}` }));
    await creation.failureCode(json({ success: true, conversationId: apiKey }));
    await assertNowhereElse(creation, conversation);
  });
});

async function assertNowhereElse(creation: CreationUnderTest, given: unknown): Promise<void> {
  for (const { path, body, headers } of creation.server.requests) {
    assert.equal(headers.authorization, `Bearer ${apiKey}`);
    const others = { ...headers, authorization: '' };
    assert.doesNotMatch(JSON.stringify([path, body, others]), new RegExp(apiKey));
  }
  const places = {
    'what was given': JSON.stringify(given),
    'the record': await creation.record.onDisk(),
    'the notes': creation.keys.notes.text,
    'the log': JSON.stringify(creation.exchanges),
  };
  for (const [place, text] of Object.entries(places)) assert.ok(!text.includes(apiKey), place);
  assert.deepEqual([...creation.keys.secrets.values.values()], [apiKey]);
}
