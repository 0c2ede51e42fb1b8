import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Failure } from '../../../src/api/errors';
import { responseLimitBytes } from '../../../src/api/incomingAnswer';
import type { Reply } from '../../support/loopbackServer';
import { LoopbackServer } from '../../support/loopbackServer';
import {
  cutBody,
  cutChunks,
  gzipBomb,
  hangUp,
  json,
  redirect,
  resetAtOnce,
  silence,
  text,
} from '../../support/replies';
import { describeWithEachFetch, failureOf } from './apiUnderTest';

const halfACharacter = Buffer.from('f09f91', 'hex');

describeWithEachFetch('A stream that is no success', (api, fetchName) => {
  const failures: [number, Failure][] = [
    [400, { code: 'requestRejected', status: 400, reason: 'No.' }],
    [401, { code: 'apiKeyRefused' }],
    [403, { code: 'chatbotForbidden' }],
    [404, { code: 'chatbotNotFound' }],
    [429, { code: 'rateLimited', retryAfterSeconds: 7 }],
    [500, { code: 'serverError', status: 500 }],
  ];
  for (const [status, failure] of failures) {
    it(`of status ${status} is ${failure.code}, and nothing is handed out`, async () => {
      const reply = json({ success: false, error: 'No.' }, status, { 'Retry-After': '7' });
      assert.deepEqual(await api.streamFailure(reply), failure);
      assert.deepEqual(api.pieces, []);
      assert.equal(api.exchanges[0]?.status, status);
    });
  }

  it('is known by its status whatever its type, and if its body breaks off', async () => {
    const plain = { 'Content-Type': 'text/plain' };
    const gatewayFailed = { code: 'gatewayFailed', status: 502 };
    assert.deepEqual(await api.streamFailure(text('Bad gateway', 502, plain)), gatewayFailed);
    const end = api.stream((response) => {
      response.writeHead(401, { 'Content-Length': 1000 });
      response.write('No', () => response.socket?.destroy());
    });
    assert.deepEqual(await failureOf(end), { code: 'apiKeyRefused' });
  });

  it('but a redirect is not followed', async () => {
    const other = await LoopbackServer.start(text('Hello'));
    const failure = await api.streamFailure(redirect(`${other.origin}/v1`, 307));
    const to = new URL(other.origin).host;
    assert.deepEqual(failure, { code: 'redirected', host: api.host, to });
    assert.equal(other.connectionCount, 0);
    await other.stop();
  });

  it('but no HTTP is not understood', async () => {
    const failure = await api.streamFailure((response) => response.socket?.end('SSH-2.0-x\r\n'));
    assert.deepEqual(failure, { code: 'unexpectedResponse', detail: 'it is not HTTP' }, fetchName);
  });
});

describeWithEachFetch('A stream that breaks', (api) => {
  const beforeText: Record<string, Reply> = {
    'by a reset before the answer': resetAtOnce,
    'by an end before the answer': hangUp,
    'after the head': (response) => {
      response.writeHead(200).flushHeaders();
      response.socket?.end();
    },
    'in its first character': (response) => {
      response.writeHead(200).write(halfACharacter, () => response.socket?.end());
    },
  };
  for (const [how, reply] of Object.entries(beforeText)) {
    it(`${how} is a broken connection, and nothing is sent again`, async () => {
      const failure = await api.streamFailure(reply);
      assert.deepEqual(failure, { code: 'connectionBroken', host: api.host });
      assert.deepEqual(api.pieces, []);
    });
  }

  for (const [how, reply] of [
    ['of known length', cutBody],
    ['in chunks', cutChunks],
  ] as const) {
    it(`in a body ${how} is cut, and what came is kept`, async () => {
      const failure = await api.streamFailure(reply);
      assert.deepEqual(failure, { code: 'answerCut', host: api.host });
      assert.equal(api.text, '{"success":');
    });
  }

  const lengths: [string, Record<string, number>][] = [
    ['of known length', { 'Content-Length': 1000 }],
    ['in chunks', {}],
  ];
  for (const [how, headers] of lengths) {
    it(`in a character, in a body ${how}, is kept without its half`, async () => {
      const first = Buffer.concat([Buffer.from('Hello 👋'), halfACharacter]);
      const { response, end } = await api.begin(first, {}, headers);
      response.socket?.end();
      assert.deepEqual(await failureOf(end), { code: 'answerCut', host: api.host });
      assert.equal(api.text, 'Hello 👋');
      assert.equal(api.server.requests.length, 1);
    });
  }

  it('by a reset is cut, and what came is kept', async () => {
    const { response, end } = await api.begin('Hello');
    response.socket?.resetAndDestroy();
    assert.deepEqual(await failureOf(end), { code: 'answerCut', host: api.host });
    assert.equal(api.text, 'Hello');
    assert.match(api.exchanges[0]?.detail ?? '', /ECONNRESET|aborted|closed|Premature/);
  });

  it('is whole where the end of the connection is the end of the body', async () => {
    const reply: Reply = (response) => response.socket?.end('HTTP/1.1 200 OK\r\n\r\nHello');
    assert.equal(await api.stream(reply), 'done');
    assert.equal(api.text, 'Hello');
  });
});

describeWithEachFetch('A stream of 5 MB', (api) => {
  const tooLarge = { code: 'responseTooLarge', limitBytes: 5 * 1024 * 1024 };

  it('is handed out', async () => {
    assert.equal(await api.stream(text('x'.repeat(responseLimitBytes))), 'done');
    assert.equal(api.text.length, responseLimitBytes);
  });

  it('and a byte is too large, and what came up to there is kept', async () => {
    const half = 'x'.repeat(responseLimitBytes / 2);
    const { response, end } = await api.begin(half);
    response.write(half);
    response.write('y');
    assert.deepEqual(await failureOf(end), tooLarge);
    assert.equal(api.text, half + half);
    await api.server.until(({ openConnections }) => openConnections === 0);
  });

  it('and more is found out behind a compression', async () => {
    const bomb = gzipBomb(responseLimitBytes + 1, 'text/plain');
    assert.deepEqual(await api.streamFailure(bomb), tooLarge);
    assert.equal(api.text, '0'.repeat(responseLimitBytes));
  });

  it('and more is too large as JSON', async () => {
    assert.deepEqual(await api.streamFailure(gzipBomb(responseLimitBytes + 1)), tooLarge);
    assert.deepEqual(api.pieces, []);
  });
});

describeWithEachFetch('A stream that takes too long', (api) => {
  const headAlone: Reply = (response) => {
    response.writeHead(200).flushHeaders();
  };
  for (const [when, reply] of [
    ['there is no answer', silence],
    ['there is nothing but its head', headAlone],
  ] as const) {
    it(`is given up where ${when}, and its connection is closed`, async () => {
      const failure = await api.streamFailure(reply, { timeoutMs: 50 });
      assert.deepEqual(failure, { code: 'timedOut', timeoutMs: 50 });
      await api.server.until(({ openConnections }) => openConnections === 0);
    });
  }

  it('is given up where nothing more comes, and what came is kept without half a character', async () => {
    const first = Buffer.concat([Buffer.from('Hello'), halfACharacter]);
    const { end } = await api.begin(first, { timeoutMs: 500 });
    assert.deepEqual(await failureOf(end), { code: 'answerStalled', timeoutMs: 500 });
    assert.equal(api.text, 'Hello');
    await api.server.until(({ openConnections }) => openConnections === 0);
  });

  it('is not one that takes longer as a whole, but never between two pieces', async () => {
    const pieces = Array.from({ length: 24 }, (_, piece) => `${piece} `);
    const slow: Reply = async (response) => {
      for (const piece of pieces) {
        response.write(piece);
        await pause(50);
      }
      response.end();
    };
    assert.equal(await api.stream(slow, { timeoutMs: 1000 }), 'done');
    assert.equal(api.text, pieces.join(''));
  });
});
