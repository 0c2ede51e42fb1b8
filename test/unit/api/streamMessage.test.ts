import assert from 'node:assert/strict';
import fc from 'fast-check';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { conversationId, inPieces, json, text } from '../../support/replies';
import { apiKey, describeWithEachFetch, failureOf } from './apiUnderTest';
import { anyBytes, anySizes, cut } from './cuts';

describeWithEachFetch('Streaming a message', (api) => {
  it('hands out the answer while it comes', async () => {
    const { response, end } = await api.begin('Grüße, ');
    assert.deepEqual(api.pieces, ['Grüße, ']);
    response.end('Ada 👋');
    assert.equal(await end, 'done');
    assert.equal(api.text, 'Grüße, Ada 👋');
  });

  it('sends one POST of JSON with the key in the header, as documented', async () => {
    await api.stream(text('Hello'), { message: { message: ' "Hello"\n👋' } });
    const [request, ...others] = api.server.requests;
    assert.deepEqual(others, []);
    assert.equal(request?.method, 'POST');
    assert.equal(request.path, '/v1/chatbot/123456/message');
    assert.equal(request.headers.authorization, `Bearer ${apiKey}`);
    assert.equal(request.headers['content-type'], 'application/json');
    assert.equal(request.headers.accept, '*/*');
    const body = { message: ' "Hello"\n👋', conversationId, stream: true };
    assert.deepEqual(JSON.parse(request.body), body);
  });

  it('is the same text wherever its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, anySizes, async (bytes, sizes) => {
        assert.equal(await api.stream(inPieces(cut(bytes, sizes))), 'done');
        assert.equal(api.text, new TextDecoder().decode(bytes));
        assert.ok(api.pieces.every((piece) => piece !== ''));
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('understands a compressed answer, and hands out of it what has come', async () => {
    const gzip = { 'Content-Encoding': 'gzip' };
    const compressed = gzipSync('Hello 👋');
    const { response, end } = await api.begin(compressed.subarray(0, -4), {}, gzip);
    assert.equal(api.text, 'Hello 👋');
    response.end(compressed.subarray(-4));
    assert.equal(await end, 'done');

    const br = { 'Content-Encoding': 'br' };
    assert.equal(await api.stream(text(brotliCompressSync('Hello 👋'), 200, br)), 'done');
    assert.equal(api.text, 'Hello 👋');
  });

  for (const [what, reply] of [
    ['empty', text('')],
    ['empty and without a body', text('', 204)],
    ['a byte order mark', text('\ufeff')],
    ['an empty page', text('', 200, { 'Content-Type': 'text/html' })],
  ] as const) {
    it(`hands out nothing of an answer that is ${what}`, async () => {
      assert.equal(await api.stream(reply), 'done');
      assert.deepEqual(api.pieces, []);
    });
  }

  it('sends nothing when an argument cannot be sent', async () => {
    for (const [call, code] of [
      [{ message: { message: '' } }, 'invalidArgument'],
      [{ message: { message: ' \n' } }, 'invalidArgument'],
      [{ message: { conversationId: '' } }, 'invalidArgument'],
      [{ message: { conversationId: ' ' } }, 'invalidArgument'],
      [{ endpoint: { chatbotId: 'a/b' } }, 'invalidArgument'],
      [{ endpoint: { apiKey: '' } }, 'missingApiKey'],
    ] as const) {
      assert.equal((await failureOf(api.stream(text('Hello'), call))).code, code);
    }
    assert.equal(api.server.connectionCount, 0);
    assert.deepEqual(api.exchanges, []);
  });
});

describeWithEachFetch('JSON in place of a stream', (api) => {
  for (const [what, body, answer] of [
    ['with a response', { success: true, conversationId, response: 'Hello 👋' }, 'Hello 👋'],
    ['with an empty response', { success: true, response: '' }, ''],
    ['with null as the response', { success: true, response: null }, ''],
    ['without a response', {}, ''],
  ] as const) {
    it(`${what} is an answer`, async () => {
      assert.equal(await api.stream(json(body)), 'done');
      assert.deepEqual(api.pieces, answer === '' ? [] : [answer]);
    });
  }

  it('is known by its type, however that is written', async () => {
    for (const type of [
      'Application/JSON; charset=utf-8',
      'application/problem+json',
      'text/json',
    ]) {
      assert.equal(
        await api.stream(json({ response: 'Hello' }, 200, { 'Content-Type': type })),
        'done',
      );
      assert.equal(api.text, 'Hello', type);
    }
  });

  it('is text where its type does not say so', async () => {
    const body = '{"success": false}';
    for (const type of ['text/plain', 'application/jsonlines', 'application/x-ndjson']) {
      assert.equal(await api.stream(text(body, 200, { 'Content-Type': type })), 'done');
      assert.equal(api.text, body, type);
    }
  });

  for (const [body, detail] of [
    ['{"response": 7}', '"response" is not a string'],
    ['[]', 'it is not a JSON object'],
    ['null', 'it is not a JSON object'],
    ['"Hello"', 'it is not a JSON object'],
    ['Hello', 'it is not JSON'],
    ['', 'it is not JSON'],
  ] as const) {
    it(`is not understood: ${body}`, async () => {
      const reply = text(body, 200, { 'Content-Type': 'application/json' });
      const answersKey = detail === 'it is not JSON' ? {} : { answersKey: true };
      const failure = { code: 'unexpectedResponse', detail, ...answersKey };
      assert.deepEqual(await api.streamFailure(reply), failure);
      assert.deepEqual(api.pieces, []);
    });
  }

  it('of "success": false tells the words of the server', async () => {
    const failure = await api.streamFailure(json({ success: false, error: 'quota exceeded' }));
    const reason = 'quota exceeded';
    assert.deepEqual(failure, { code: 'requestRejected', status: 200, reason });
  });
});

describeWithEachFetch('A page in place of a stream', (api) => {
  const html = { 'Content-Type': 'text/html; charset=utf-8' };

  it('is not understood, and none of it handed out', async () => {
    const pieces = ['\n', ' ', '\t<', '!doctype html>'];
    const failure = await api.streamFailure((response, request) => {
      response.writeHead(200, html);
      return inPieces(pieces)(response, request);
    });
    assert.deepEqual(failure, { code: 'unexpectedResponse', detail: 'it is HTML' });
    assert.deepEqual(api.pieces, []);
  });

  it('is text where it does not begin as one', async () => {
    for (const body of [' \n1 < 2', 'Hello <b>Ada</b>', ' \n']) {
      assert.equal(await api.stream(text(body, 200, html)), 'done');
      assert.equal(api.text, body);
    }
  });

  it('is text where it does not say that it is one', async () => {
    assert.equal(await api.stream(text('<b>Hello</b>')), 'done');
    assert.equal(api.text, '<b>Hello</b>');
  });
});
