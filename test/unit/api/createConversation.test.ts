import assert from 'node:assert/strict';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { conversationId, created, json, text } from '../../support/replies';
import { apiKey, describeWithEachFetch, failureOf } from './apiUnderTest';

describeWithEachFetch('Creating a conversation', (api) => {
  it('gives the ID and the greeting', async () => {
    assert.deepEqual(await api.create(created('Hello, how can I help you?')), {
      outcome: 'created',
      conversationId,
      greeting: 'Hello, how can I help you?',
    });
  });

  for (const [what, response] of [
    ['absent', undefined],
    ['null', null],
    ['empty', ''],
  ] as const) {
    it(`knows no greeting where the response is ${what}`, async () => {
      const reply = json({ success: true, conversationId, response });
      assert.deepEqual(await api.create(reply), { outcome: 'created', conversationId });
    });
  }

  it('forgives a missing "success", and any status of success', async () => {
    const outcome = await api.create(json({ conversationId }, 201));
    assert.deepEqual(outcome, { outcome: 'created', conversationId });
  });

  it('understands a compressed answer, and one in UTF-8 with a byte order mark', async () => {
    const body = Buffer.from(`\ufeff${JSON.stringify({ conversationId, response: 'Grüße 👋' })}`);
    for (const [coding, compressed] of [
      ['gzip', gzipSync(body)],
      ['br', brotliCompressSync(body)],
    ] as const) {
      const outcome = await api.create(text(compressed, 200, { 'Content-Encoding': coding }));
      assert.deepEqual(outcome, { outcome: 'created', conversationId, greeting: 'Grüße 👋' });
    }
  });

  it('puts characters together again that arrive in two pieces', async () => {
    const body = Buffer.from(JSON.stringify({ conversationId, response: '👋' }));
    const middle = body.indexOf('👋') + 2;
    const outcome = await api.create((response) => {
      response.write(body.subarray(0, middle));
      setTimeout(() => response.end(body.subarray(middle)), 20);
    });
    assert.deepEqual(outcome, { outcome: 'created', conversationId, greeting: '👋' });
  });

  it('sends one POST of JSON with the key in the header, as documented', async () => {
    const details = { userName: 'Ada "Countess" Lovelace', userEmail: 'ada@example.com' };
    await api.create(created(), { details });

    const [request, ...others] = api.server.requests;
    assert.deepEqual(others, []);
    assert.equal(request?.method, 'POST');
    assert.equal(request.path, '/v1/chatbot/123456/conversation');
    assert.equal(request.headers.authorization, `Bearer ${apiKey}`);
    assert.equal(request.headers['content-type'], 'application/json');
    assert.equal(request.headers.accept, 'application/json');
    assert.deepEqual(JSON.parse(request.body), details);
  });

  it('leaves empty details out of the body', async () => {
    await api.create(created(), { details: { userName: '', userEmail: ' ' } });
    await api.create(created(), { details: {} });
    assert.deepEqual(
      api.server.requests.map(({ body }) => body),
      ['{}', '{}'],
    );
  });

  it('encodes the chatbot ID as one part of the path', async () => {
    await api.create(created(), { endpoint: { chatbotId: 'a?b#c%2e\\é' } });
    assert.equal(api.server.requests[0]?.path, '/v1/chatbot/a%3Fb%23c%252e%5C%C3%A9/conversation');
  });

  it('sends nothing when an argument cannot be sent', async () => {
    for (const [endpoint, code] of [
      [{ apiKey: '' }, 'missingApiKey'],
      [{ apiKey: 'two words' }, 'invalidArgument'],
      [{ apiKey: 'line\nbreak' }, 'invalidArgument'],
      [{ chatbotId: '..' }, 'invalidArgument'],
      [{ chatbotId: 'a/b' }, 'invalidArgument'],
      [{ baseUrl: 'http://example.com/v1' }, 'invalidBaseUrl'],
    ] as const) {
      assert.equal((await failureOf(api.create(created(), { endpoint }))).code, code);
    }
    assert.deepEqual(api.server.requests, []);
    assert.deepEqual(api.exchanges, []);
  });
});
