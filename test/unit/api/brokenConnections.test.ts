import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { responseLimitBytes } from '../../../src/api/incomingAnswer';
import type { Reply } from '../../support/loopbackServer';
import {
  bytes,
  conversationId,
  created,
  cutBody,
  cutChunks,
  endless,
  gzipBomb,
  hangUp,
  resetAtOnce,
  resetInBody,
  stall,
  text,
} from '../../support/replies';
import { describeWithEachFetch, failureOf, type ApiUnderTest } from './apiUnderTest';

describeWithEachFetch('A connection that breaks', (api) => {
  const replies: Record<string, Reply> = {
    'by a reset before the answer': resetAtOnce,
    'by an end before the answer': hangUp,
    'by a reset in the body': resetInBody,
    'in the middle of a body of known length': cutBody,
    'in the middle of a chunked body': cutChunks,
    'in the middle of the head': bytes('HTTP/1.1 200 OK\r\nContent-Type: appl'),
  };
  for (const [how, reply] of Object.entries(replies)) {
    it(`${how} says so, and nothing is sent again`, async () => {
      assert.deepEqual(await api.failure(reply), { code: 'connectionBroken', host: api.host });
    });
  }

  it('after the whole of a body of unknown length has done no harm', async () => {
    const body = JSON.stringify({ conversationId });
    const outcome = await api.create(bytes(`HTTP/1.1 200 OK\r\n\r\n${body}`));
    assert.deepEqual(outcome, { outcome: 'created', conversationId });
  });
});

describeWithEachFetch('What is no HTTP', (api) => {
  it('is not understood', async () => {
    const failure = await api.failure(bytes('SSH-2.0-OpenSSH_9.2\r\n'));
    assert.deepEqual(failure, { code: 'unexpectedResponse', detail: 'it is not HTTP' });
  });

  it('is not understood where a header is longer than any is', async () => {
    const failure = await api.failure(
      bytes(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`),
    );
    assert.deepEqual(failure, { code: 'unexpectedResponse', detail: 'it is not HTTP' });
  });
});

describeWithEachFetch('An answer of 5 MB', (api) => {
  const tooLarge = { code: 'responseTooLarge', limitBytes: 5 * 1024 * 1024 };
  const padded = (size: number) => {
    const body = JSON.stringify({ conversationId, padding: '' });
    return body.replace('""', `"${'x'.repeat(size - body.length)}"`);
  };

  it('is read', async () => {
    const outcome = await api.create(text(padded(responseLimitBytes)));
    assert.deepEqual(outcome, { outcome: 'created', conversationId });
  });

  it('and a byte is too large', async () => {
    assert.deepEqual(await api.failure(text(padded(responseLimitBytes + 1))), tooLarge);
  });

  it('and more, without end, is given up while reading', async () => {
    assert.deepEqual(await api.failure(endless), tooLarge);
    await api.server.until(({ openConnections }) => openConnections === 0);
  });

  it('and more is found out behind a compression', async () => {
    assert.deepEqual(await api.failure(gzipBomb(responseLimitBytes + 1)), tooLarge);
  });
});

describeWithEachFetch('No connection', (api) => {
  it('says that the name was not found', async () => {
    const endpoint = { baseUrl: 'https://userdesk.invalid/v1' };
    const failure = await failureOf(api.create(created(), { endpoint }));
    const reason = 'name not found';
    assert.deepEqual(failure, { code: 'unreachable', host: 'userdesk.invalid', reason });
    assert.match(api.exchanges[0]?.detail ?? '', /ENOTFOUND|EAI_AGAIN/);
  });

  it('says that it was refused', async () => {
    const { endpoint, host } = api;
    await api.server.stop();
    const failure = await failureOf(api.client.createConversation(endpoint, {}, { timeoutMs: 0 }));
    assert.deepEqual(failure, { code: 'unreachable', host, reason: 'connection refused' });
  });

  it('says that it was refused at each address of a name', async () => {
    const host = `localhost:${api.server.port}`;
    const endpoint = { ...api.endpoint, baseUrl: `http://${host}/v1` };
    await api.server.stop();
    const failure = await failureOf(api.client.createConversation(endpoint, {}, { timeoutMs: 0 }));
    assert.deepEqual(failure, { code: 'unreachable', host, reason: 'connection refused' });
  });

  it('is not promised where only http is spoken: a broken connection looks the same', async () => {
    const baseUrl = api.endpoint.baseUrl.replace('http:', 'https:');
    const failure = await failureOf(api.create(created(), { endpoint: { baseUrl } }));
    assert.deepEqual(failure, { code: 'connectionBroken', host: api.host });
  });

  it('is what comes of a connection that ends before it is secure', async () => {
    const { baseUrl, close } = await closingServer();
    const failure = await failureOf(api.create(created(), { endpoint: { baseUrl } }));
    const reason = 'no secure connection';
    assert.deepEqual(failure, { code: 'unreachable', host: new URL(baseUrl).host, reason });
    await close();
  });
});

describeWithEachFetch(
  'A certificate that nobody trusts',
  (api: ApiUnderTest) => {
    it('is told, and nothing is sent', async () => {
      const failure = await failureOf(api.create(created()));
      assert.deepEqual(failure, { code: 'certificateNotTrusted', host: api.host });
      assert.deepEqual(api.server.requests, []);
      assert.match(api.exchanges[0]?.detail ?? '', /SELF_SIGNED|UNABLE_TO_VERIFY/);
    });
  },
  { tls: true },
);

describeWithEachFetch('The log', (api) => {
  it('is told of a failure what was underneath, and of an answer what it was', async () => {
    await api.failure(resetAtOnce);
    const [exchange] = api.exchanges;
    assert.equal(exchange?.method, 'POST');
    assert.equal(exchange.url, `${api.server.origin}/v1/chatbot/123456/conversation`);
    assert.equal(exchange.outcome, 'failed');
    assert.equal(exchange.failure, 'connectionBroken');
    assert.equal(exchange.status, undefined);
    assert.match(exchange.detail ?? '', /ECONNRESET/);
    assert.ok(exchange.durationMs > 0);
  });

  it('is told names and messages apart from the rest', async () => {
    await api.create(created('Hello Ada'), { details: { userName: 'Ada' } });
    const [exchange] = api.exchanges;
    assert.deepEqual(
      { ...exchange, durationMs: 0, url: '' },
      {
        method: 'POST',
        url: '',
        status: 200,
        durationMs: 0,
        outcome: 'done',
        trace: {
          requestBody: '{"userName":"Ada"}',
          responseBody: JSON.stringify({ success: true, conversationId, response: 'Hello Ada' }),
        },
      },
    );
  });

  it('is told no word of an answer that is not JSON but at the trace level', async () => {
    await api.failure(text('Ada’s letter'));
    const { trace, ...rest } = api.exchanges[0]!;
    assert.equal(trace.responseBody, 'Ada’s letter');
    assert.doesNotMatch(JSON.stringify(rest), /Ada/);
  });

  it('is told of a stopped request that it was', async () => {
    const controller = new AbortController();
    const outcome = api.create(stall, { signal: controller.signal });
    await api.server.until(({ requests }) => requests.length === 1);
    controller.abort();
    assert.deepEqual(await outcome, { outcome: 'cancelled' });
    assert.equal(api.exchanges[0]?.outcome, 'stopped');
    assert.equal(api.exchanges[0].failure, undefined);
  });
});

/** Takes the first bytes of a TLS handshake and ends the connection. */
async function closingServer() {
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return {
    baseUrl: `https://127.0.0.1:${address.port}/v1`,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
