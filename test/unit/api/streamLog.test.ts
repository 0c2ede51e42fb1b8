import assert from 'node:assert/strict';
import { conversationId, inPieces, json, resetAtOnce, text } from '../../support/replies';
import { apiKey, describeWithEachFetch, failureOf } from './apiUnderTest';
import { cut } from './cuts';

describeWithEachFetch('The API key in a stream', (api) => {
  const echo = `Your key is ${apiKey}, is it not? ${apiKey}`;
  const clean = 'Your key is [API key], is it not? [API key]';

  for (const size of [1, 2, 3, 5, 8, echo.length]) {
    it(`is taken out of pieces of ${size}`, async () => {
      assert.equal(await api.stream(inPieces(cut(echo, [size]))), 'done');
      assert.equal(api.text, clean);
      assert.equal(api.exchanges[0]?.trace.responseBody, clean);
    });
  }

  it('is taken out of JSON in place of it', async () => {
    await api.stream(json({ response: echo }));
    assert.equal(api.text, clean);
  });

  it('is taken out of the words of the server', async () => {
    const failure = await api.streamFailure(json({ error: `No: ${apiKey}` }, 400));
    const reason = 'No: [API key]';
    assert.deepEqual(failure, { code: 'requestRejected', status: 400, reason });
  });

  it('is in no field of what the log is told, in no form', async () => {
    const key = 'secretsecret';
    const call = { endpoint: { chatbotId: key, apiKey: key }, message: { message: key } };
    await api.stream(inPieces(cut(`${key} %73${key.slice(1)} \\u0073${key.slice(1)}`, [4])), call);
    await api.stream(json({ error: key }, 500), call).catch(() => undefined);
    await api.stream(text(`<${key}`, 200, { 'Content-Type': 'text/html' }), call).catch(() => 0);
    assert.equal(api.exchanges.length, 3);
    assert.doesNotMatch(JSON.stringify(api.exchanges), /ecretsecret/);
  });
});

describeWithEachFetch('Of a stream the log', (api) => {
  it('is told once, and of messages apart from the rest', async () => {
    await api.stream(inPieces(['Hello', ', ', 'Ada']));
    assert.equal(api.exchanges.length, 1);
    assert.ok(api.exchanges[0]!.durationMs > 0);
    assert.deepEqual(
      { ...api.exchanges[0], durationMs: 0 },
      {
        method: 'POST',
        url: `${api.server.origin}/v1/chatbot/123456/message`,
        status: 200,
        durationMs: 0,
        outcome: 'done',
        trace: {
          requestBody: JSON.stringify({ message: 'Hello', conversationId, stream: true }),
          responseBody: 'Hello, Ada',
        },
      },
    );
  });

  it('is told when it has ended, and not before', async () => {
    const { response, end } = await api.begin('Hello');
    assert.deepEqual(api.exchanges, []);
    response.end();
    await end;
    assert.equal(api.exchanges.length, 1);
  });

  it('is told that it was stopped, and what had come', async () => {
    const controller = new AbortController();
    const { end } = await api.begin('Hello', { signal: controller.signal });
    controller.abort();
    await end;
    const [exchange, ...others] = api.exchanges;
    assert.deepEqual(others, []);
    assert.equal(exchange?.outcome, 'stopped');
    assert.equal(exchange.status, 200);
    assert.equal(exchange.failure, undefined);
    assert.equal(exchange.trace.responseBody, 'Hello');
  });

  it('is told what it failed with, and what was underneath', async () => {
    await failureOf(api.stream(resetAtOnce));
    const { response, end } = await api.begin('Hello');
    response.socket?.resetAndDestroy();
    await failureOf(end);
    const told = api.exchanges.map(({ outcome, failure, status }) => [outcome, failure, status]);
    assert.deepEqual(told, [
      ['failed', 'connectionBroken', undefined],
      ['failed', 'answerCut', 200],
    ]);
    assert.ok(api.exchanges.every(({ detail }) => detail));
  });

  it('is told that whoever was given the text threw', async () => {
    const onText = () => {
      throw new Error('of the caller');
    };
    await assert.rejects(api.stream(text('Hello'), { onText }), { message: 'of the caller' });
    const told = api.exchanges.map(({ outcome, failure, status }) => [outcome, failure, status]);
    assert.deepEqual(told, [['failed', undefined, 200]]);
  });

  it('is told the page that came in its place', async () => {
    await failureOf(api.stream(text('<p>Sign in', 200, { 'Content-Type': 'text/html' })));
    assert.equal(api.exchanges[0]?.trace.responseBody, '<p>Sign in');
  });

  it('is told no more than the beginning of a long one', async () => {
    await api.stream(inPieces(cut('0123456789'.repeat(5_000), [999])));
    assert.equal(api.text.length, 50_000);
    assert.equal(api.exchanges[0]?.trace.responseBody, '0123456789'.repeat(1_000));
  });

  it('is told no part of a key where that beginning ends', async () => {
    const encoded = encodeURIComponent(apiKey);
    assert.notEqual(encoded, apiKey);
    const start = 'x'.repeat(10_000 - encoded.length);
    await api.stream(inPieces([start + encoded.slice(0, -1), encoded.slice(-1), start]));
    const told = api.exchanges[0]?.trace.responseBody;
    assert.equal(told, (start + '[API key]' + start).slice(0, 10_000));
  });
});
