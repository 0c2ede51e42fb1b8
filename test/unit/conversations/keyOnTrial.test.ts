import assert from 'node:assert/strict';
import { withoutKeyring } from '../../support/secretStorage';
import type { Reply } from '../../support/loopbackServer';
import { created, hangUp, json, redirect, resetAtOnce, silence, text } from '../../support/replies';
import { apiKey, describeCreation } from './creationUnderTest';

const no = { success: false, error: 'quota exceeded' };

/** What an answer does to the key that was typed for it; `kept` is in memory, to be tried again. */
const answers: [what: string, reply: Reply, fate: 'stored' | 'dropped' | 'kept'][] = [
  ['a greeting', created('Hello'), 'stored'],
  ['a conversation without a greeting', created(), 'stored'],
  ['a conversation under 201', json({ success: true, conversationId: 'c' }, 201), 'stored'],
  ['success: false', json(no), 'stored'],
  ['a success without its conversation ID', json({ success: true }), 'stored'],
  ['401', json({ success: false, error: 'Wrong API Key' }, 401), 'dropped'],
  ['401 without a word', text('', 401), 'dropped'],
  ['403', json({ success: false, error: 'Access denied' }, 403), 'dropped'],
  ['400 without a word', text('', 400), 'kept'],
  ['404', json(no, 404), 'kept'],
  ['429', json(no, 429), 'kept'],
  ['500', json(no, 500), 'kept'],
  ['503 with a page', text('<h1>Maintenance</h1>', 503), 'kept'],
  ['407 of a proxy', text('', 407), 'kept'],
  ['a redirect', redirect('https://example.com/'), 'kept'],
  ['the page of a hotel’s network', text('<html>Welcome to the hotel</html>'), 'kept'],
  ['a reset', resetAtOnce, 'kept'],
  ['a connection that ends', hangUp, 'kept'],
];

describeCreation('A key that was just typed', (creation) => {
  const stored = () => creation.keys.stored(creation.chatbot);
  const inUse = () => creation.keys.store.get(creation.chatbot);

  for (const [what, reply, fate] of answers) {
    it(`is ${fate} after ${what}`, async () => {
      const { chatbot, keys } = creation;
      keys.store.try(chatbot, apiKey);
      await creation.run(reply).catch(() => undefined);
      assert.equal(creation.server.requests[0]?.headers.authorization, `Bearer ${apiKey}`);
      assert.equal(stored(), fate === 'stored' ? apiKey : undefined, 'in SecretStorage');
      assert.equal(await inUse(), fate === 'dropped' ? undefined : apiKey, 'in use');
    });

    it(`${fate === 'stored' ? 'replaces' : 'leaves'} the stored one after ${what}`, async () => {
      const { chatbot, keys } = creation;
      await keys.store.store(chatbot, 'uk-the-one-before');
      keys.store.try(chatbot, apiKey);
      await creation.run(reply).catch(() => undefined);
      assert.equal(stored(), fate === 'stored' ? apiKey : 'uk-the-one-before');
    });
  }

  it('is kept after a time-out', async () => {
    creation.keys.store.try(creation.chatbot, apiKey);
    creation.timeoutMs = 50;
    assert.equal(await creation.failureCode(silence), 'timedOut');
    assert.equal(stored(), undefined);
    assert.equal(await inUse(), apiKey);
  });

  it('is kept after a cancellation', async () => {
    creation.keys.store.try(creation.chatbot, apiKey);
    const abort = new AbortController();
    const creating = creation.run(silence, creation.chatbot, abort.signal);
    await creation.server.until(({ requests }) => requests.length === 1);
    abort.abort();
    await creating;
    assert.equal(stored(), undefined);
    assert.equal(await inUse(), apiKey);
  });

  it('is kept where nobody could be reached', async () => {
    const { chatbot } = creation;
    creation.keys.store.try(chatbot, apiKey);
    await creation.server.stop();
    assert.equal(await creation.failureCode(silence, chatbot), 'unreachable');
    assert.equal(stored(), undefined);
    assert.equal(await inUse(), apiKey);
  });

  it('is stored by the first answer that says so, however many others came before', async () => {
    creation.keys.store.try(creation.chatbot, apiKey);
    for (const reply of [json(no, 500), json(no, 429), resetAtOnce]) {
      await creation.run(reply).catch(() => undefined);
    }
    await creation.run(created());
    assert.equal(stored(), apiKey);
    assert.equal(creation.server.requests.length, 4);
  });

  it('is asked for again, and nothing sent, once it was refused', async () => {
    creation.keys.store.try(creation.chatbot, apiKey);
    assert.equal(await creation.failureCode(text('', 401)), 'apiKeyRefused');
    assert.equal(await creation.failureCode(created()), 'missingApiKey');
    assert.equal(creation.server.requests.length, 1);
  });

  it('is not judged by an answer to the one before it', async () => {
    const { chatbot, keys, server } = creation;
    for (const reply of [text('', 401), created()]) {
      keys.store.try(chatbot, 'uk-first-attempt');
      let answer!: () => void;
      const asked = server.requests.length;
      const waiting = new Promise<void>((resolve) => (answer = resolve));
      const creating = creation.run(async (response, request) => {
        await waiting;
        return reply(response, request);
      });
      await server.until(({ requests }) => requests.length > asked);
      keys.store.try(chatbot, apiKey);
      answer();
      await creating.catch(() => undefined);
      assert.equal(stored(), undefined);
      assert.equal(await inUse(), apiKey);
    }
  });

  it('is used on, in memory, where SecretStorage will not take it', async () => {
    creation.keys.secrets.before = withoutKeyring();
    creation.keys.store.try(creation.chatbot, apiKey);
    await creation.run(created());
    await creation.run(created());
    assert.equal(creation.server.requests.length, 2);
    assert.ok(creation.keys.failures.length > 0);
  });
});

describeCreation('A stored key', (creation) => {
  for (const [what, reply] of answers) {
    it(`stays after ${what}`, async () => {
      await creation.keys.store.store(creation.chatbot, apiKey);
      await creation.run(reply).catch(() => undefined);
      assert.equal(creation.keys.stored(creation.chatbot), apiKey);
      assert.equal(await creation.keys.store.get(creation.chatbot), apiKey);
    });
  }
});
