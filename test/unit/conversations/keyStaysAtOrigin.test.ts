import assert from 'node:assert/strict';
import { LoopbackServer } from '../../support/loopbackServer';
import { created, redirect, text } from '../../support/replies';
import { apiKey, describeCreation, sandboxSupport } from './creationUnderTest';

describeCreation('A key', (creation) => {
  let other: LoopbackServer;
  beforeEach(async () => {
    other = await LoopbackServer.start(created());
    await creation.keys.store.store(creation.chatbot, apiKey);
  });
  afterEach(() => other.stop());

  it('does not follow its chatbot to another origin', async () => {
    const { chatbot } = creation;
    creation.apiBaseUrl = `${other.origin}/v1`;
    assert.equal(await creation.failureCode(created(), chatbot), 'chatbotElsewhere');
    // The same ID there is another chatbot, which has no key yet.
    assert.equal(await creation.failureCode(created()), 'missingApiKey');
    assert.deepEqual(other.requests, []);
    assert.deepEqual(creation.server.requests, []);
  });

  it('does not follow a redirect', async () => {
    assert.equal(await creation.failureCode(redirect(`${other.origin}/v1`, 307)), 'redirected');
    assert.deepEqual(other.requests, []);
  });

  it('goes where it belongs though the setting changes while the request is under way', async () => {
    const { chatbot, server } = creation;
    let answer!: () => void;
    const waiting = new Promise<void>((resolve) => (answer = resolve));
    creation.keys.store.try(chatbot, 'uk-another-key');
    const creating = creation.run(async (response, request) => {
      await waiting;
      return created()(response, request);
    });
    await server.until(({ requests }) => requests.length === 1);
    creation.apiBaseUrl = `${other.origin}/v1`;
    answer();
    const conversation = await creating;
    assert.ok(conversation !== 'cancelled');
    assert.equal(conversation.chatbot.origin, server.origin);
    assert.equal(creation.keys.stored(chatbot), 'uk-another-key');
    assert.equal(creation.keys.stored(creation.chatbot), undefined);
    assert.deepEqual(other.requests, []);
  });

  it('that was refused here is dropped for this origin alone', async () => {
    const elsewhere = { ...creation.chatbot, origin: other.origin };
    creation.keys.store.try(creation.chatbot, 'uk-typed');
    creation.keys.store.try(elsewhere, 'uk-typed');
    await creation.failureCode(text('', 401));
    assert.equal(await creation.keys.store.get(creation.chatbot), apiKey);
    assert.equal(await creation.keys.store.get(elsewhere), 'uk-typed');
  });

  it('is no use in the sandbox, even if one was put there', async () => {
    await creation.keys.store.store(sandboxSupport, apiKey);
    const conversation = await creation.create(sandboxSupport, {}, { timeoutMs: 0 });
    assert.notEqual(conversation, 'cancelled');
    assert.ok(!JSON.stringify(creation.exchanges).includes(apiKey));
  });
});
