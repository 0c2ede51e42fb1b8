import assert from 'node:assert/strict';
import type { Failure } from '../../../src/api/errors';
import type { Reply } from '../../support/loopbackServer';
import { LoopbackServer } from '../../support/loopbackServer';
import { conversationId, created, json, redirect, resetAtOnce, text } from '../../support/replies';
import { apiKey, describeWithEachFetch } from './apiUnderTest';

const statuses: [number, Failure][] = [
  [400, { code: 'requestRejected', status: 400 }],
  [401, { code: 'apiKeyRefused' }],
  [403, { code: 'chatbotForbidden' }],
  [404, { code: 'chatbotNotFound' }],
  [407, { code: 'proxyAuthenticationRequired' }],
  [418, { code: 'requestRejected', status: 418 }],
  [421, { code: 'requestRejected', status: 421 }],
  [429, { code: 'rateLimited' }],
  [500, { code: 'serverError', status: 500 }],
  [502, { code: 'gatewayFailed', status: 502 }],
  [503, { code: 'serverError', status: 503 }],
  [504, { code: 'gatewayFailed', status: 504 }],
  [599, { code: 'serverError', status: 599 }],
];

const shapes: [string, string, string][] = [
  ['nothing at all', '', 'it is not JSON'],
  ['a page', '<!doctype html><title>Sign in</title>', 'it is not JSON'],
  ['half an object', '{"conversationId": "a', 'it is not JSON'],
  ['many brackets', '['.repeat(100_000), 'it is not JSON'],
  ['null', 'null', 'it is not a JSON object'],
  ['a list', `["${conversationId}"]`, '"conversationId" is missing'],
  ['a text', `"${conversationId}"`, 'it is not a JSON object'],
  ['an empty object', '{}', '"conversationId" is missing'],
  ['a success without an ID', '{"success": true}', '"conversationId" is missing'],
  ['an empty ID', '{"conversationId": ""}', '"conversationId" is empty'],
  ['an ID of spaces', '{"conversationId": "  "}', '"conversationId" is empty'],
  ['null as the ID', '{"conversationId": null}', '"conversationId" is not a string'],
  ['a number as the ID', '{"conversationId": 7}', '"conversationId" is not a string'],
  ['an object as the ID', '{"conversationId": {}}', '"conversationId" is not a string'],
  [
    'a line break in the ID',
    '{"conversationId": "a\\nb"}',
    '"conversationId" has invisible characters',
  ],
  [
    'a number as the response',
    '{"conversationId": "a", "response": 7}',
    '"response" is not a string',
  ],
  [
    'a list as the response',
    '{"conversationId": "a", "response": []}',
    '"response" is not a string',
  ],
];

describeWithEachFetch('An answer that is no success', (api, fetchName) => {
  for (const [status, failure] of statuses) {
    // The platform's fetch makes of the one an error without a code, and repeats a request that
    // is answered with the other.
    if ([407, 421].includes(status) && fetchName !== 'node-fetch') continue;
    it(`of status ${status} is ${failure.code}`, async () => {
      assert.deepEqual(await api.failure(text('<h1>Error</h1>', status)), failure);
      assert.equal(api.exchanges[0]?.status, status);
    });
  }

  it('of status 429 tells the wait', async () => {
    const reply = text('', 429, { 'Retry-After': '7' });
    assert.deepEqual(await api.failure(reply), { code: 'rateLimited', retryAfterSeconds: 7 });
  });

  it('is known by its status even if the body breaks off', async () => {
    const reply: Reply = (response) => {
      response.writeHead(401, { 'Content-Length': 1000 });
      response.write('{"error":', () => response.socket?.destroy());
    };
    assert.deepEqual(await api.failure(reply), { code: 'apiKeyRefused' });
  });

  it('of "success": false tells the words of the server', async () => {
    const reply = json({ success: false, error: 'quota exceeded' });
    const failure = { code: 'requestRejected', status: 200, reason: 'quota exceeded' };
    assert.deepEqual(await api.failure(reply), failure);
  });

  it('of "success": false is believed whatever else it holds', async () => {
    const failure = await api.failure(json({ success: false, conversationId }));
    assert.equal(failure.code, 'requestRejected');
  });

  it('of status 422 tells the words of the server', async () => {
    const failure = await api.failure(json({ message: 'userEmail is no address' }, 422));
    const reason = 'userEmail is no address';
    assert.deepEqual(failure, { code: 'requestRejected', status: 422, reason });
  });

  it('of an unknown status is not understood', async () => {
    const failure = await api.failure(text('', 999));
    assert.deepEqual(failure, { code: 'unexpectedResponse', detail: '999 is no status of HTTP' });
  });
});

describeWithEachFetch('An answer of another shape', (api) => {
  for (const [what, body, detail] of shapes) {
    it(`is not understood: ${what}`, async () => {
      // Only JSON tells that the key was accepted: a page may come from anybody on the way.
      const answersKey = detail === 'it is not JSON' ? {} : { answersKey: true };
      const failure = { code: 'unexpectedResponse', detail, ...answersKey };
      assert.deepEqual(await api.failure(text(body)), failure);
    });
  }

  it('is not understood if it claims a compression that it has not', async () => {
    const failure = await api.failure(text('{}', 200, { 'Content-Encoding': 'gzip' }));
    const detail = 'it cannot be decompressed';
    assert.deepEqual(failure, { code: 'unexpectedResponse', detail });
  });
});

describeWithEachFetch('A redirect', (api) => {
  let other: LoopbackServer;
  beforeEach(async () => {
    other = await LoopbackServer.start(created());
  });
  afterEach(() => other.stop());

  for (const status of [301, 302, 303, 307, 308]) {
    it(`of status ${status} is told and not followed`, async () => {
      const to = new URL(other.origin).host;
      const failure = await api.failure(redirect(`${other.origin}/v1`, status));
      assert.deepEqual(failure, { code: 'redirected', host: api.host, to });
      assert.equal(other.connectionCount, 0);
    });
  }

  it('to another path is told as one to the same host', async () => {
    const failure = await api.failure(redirect('/elsewhere'));
    assert.deepEqual(failure, { code: 'redirected', host: api.host, to: api.host });
  });

  it('tells a host without the user name in front of it', async () => {
    const failure = await api.failure(redirect('https://userdesk.io:x@example.com/'));
    assert.deepEqual(failure, { code: 'redirected', host: api.host, to: 'example.com' });
  });

  for (const [what, location] of [
    ['without an address', undefined],
    ['to an address that is none', 'https://'],
    ['to no host', 'mailto:a@example.com'],
  ] as const) {
    it(`${what} is not understood`, async () => {
      assert.deepEqual(await api.failure(redirect(location)), {
        code: 'unexpectedResponse',
        detail: 'it is a redirect (302) without an address',
      });
    });
  }

  it('has its connection closed, so that nothing more of it is read', async () => {
    await api.failure((response) => {
      response.writeHead(302, { Location: other.origin }).write('and then');
    });
    await api.server.until(({ openConnections }) => openConnections === 0);
  });
});

describeWithEachFetch('The API key in an answer', (api) => {
  it('is taken out of the greeting', async () => {
    const outcome = await api.create(created(`Your key is ${apiKey}, is it not?`));
    assert.deepEqual(outcome, {
      outcome: 'created',
      conversationId,
      greeting: 'Your key is [API key], is it not?',
    });
  });

  it('is left where it is in a greeting if it is as short as a word', async () => {
    const endpoint = { apiKey: 'test' };
    const outcome = await api.create(created('This is a test.'), { endpoint });
    assert.deepEqual(outcome, { outcome: 'created', conversationId, greeting: 'This is a test.' });
  });

  it('is taken out of the words of the server', async () => {
    const failure = await api.failure(json({ success: false, error: `No: Bearer ${apiKey}` }));
    const reason = 'No: Bearer [API key]';
    assert.deepEqual(failure, { code: 'requestRejected', status: 200, reason });
  });

  it('makes a conversation ID one that is not understood', async () => {
    const failure = await api.failure(json({ conversationId: `id-${apiKey}` }));
    const detail = '"conversationId" has the API key in it';
    assert.deepEqual(failure, { code: 'unexpectedResponse', detail, answersKey: true });
  });

  it('is in no field of what the log is told', async () => {
    const key = 'secretsecret';
    const endpoint = { chatbotId: key, apiKey: key };
    const details = { userName: key };
    await api.create(created(key), { endpoint, details });
    await api
      .create(json({ error: key, deep: [`%73${key.slice(1)}`] }, 500), { endpoint })
      .catch(() => undefined);
    await api.create(redirect(`https://${key}.example.com`), { endpoint }).catch(() => undefined);
    await api.create(resetAtOnce, { endpoint }).catch(() => undefined);
    assert.equal(api.exchanges.length, 4);
    assert.doesNotMatch(JSON.stringify(api.exchanges), /secretsecret|%73ecret/);
    assert.match(JSON.stringify(api.exchanges[0]), /chatbot\/\[API key\]/);
  });
});
