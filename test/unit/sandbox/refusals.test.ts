import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { sandboxChatbots } from '../../../src/sandbox/chatbots';
import { maxBodyBytes } from '../../../src/sandbox/requestBody';
import { call, errorOf, post, useSandbox } from './sandboxUnderTest';

const conversation = 'sandbox-support/conversation';

describe('The sandbox refuses', () => {
  const sandbox = useSandbox();

  it('any other path, with 404 and JSON', async () => {
    for (const path of [
      '/',
      '/v1/chatbot/sandbox-support',
      '/v1/chatbot/sandbox-support/conversation/',
      '/v1/chatbot//conversation',
      '/v1/chatbot/x/../sandbox-support/conversation',
      '/v1/chatbot/x/%2e%2e/sandbox-support/conversation',
      '/v2/chatbot/sandbox-support/conversation',
      '/v1/chatbot/sandbox-unknown/conversation',
      '/v1/chatbot/123456/conversation',
      '/v1/chatbot/%zz/conversation',
      '/v1/chatbot/__proto__/conversation',
    ]) {
      const answer = await call(sandbox().port, path, {});
      assert.equal(answer.status, 404, path);
      assert.equal(typeof errorOf(answer), 'string');
    }
  });

  it('no path with a query, or with an ID that is percent-encoded', async () => {
    const headers = {
      Authorization: `Bearer ${sandbox().apiKeyOf('sandbox-support')!}`,
      'Content-Type': 'application/json',
    };
    for (const path of [`${conversation}?x=1`, 'sandbox%2dsupport/conversation']) {
      const answer = await call(sandbox().port, `/v1/chatbot/${path}`, { headers, body: '{}' });
      assert.equal(answer.status, 200, path);
    }
  });

  it('any method but POST, and names it', async () => {
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await post(sandbox(), conversation, undefined, { method });
      assert.equal(answer.status, 405, method);
      assert.equal(answer.headers.allow, 'POST');
    }
  });

  it('a request without a key', async () => {
    for (const authorization of [undefined, '', 'Bearer', 'Bearer  ', 'Basic dTpw']) {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await call(sandbox().port, `/v1/chatbot/${conversation}`, {
        headers:
          authorization === undefined ? headers : { ...headers, Authorization: authorization },
        body: '{}',
      });
      assert.deepEqual([answer.status, errorOf(answer)], [401, 'Missing API Key']);
    }
  });

  it('a wrong key', async () => {
    const key = sandbox().apiKeyOf('sandbox-support')!;
    for (const wrong of ['x', key.slice(0, -1), `${key}x`, key.toUpperCase(), `${key} ${key}`]) {
      const answer = await post(
        sandbox(),
        conversation,
        {},
        {
          headers: { Authorization: `Bearer ${wrong}` },
        },
      );
      assert.deepEqual([answer.status, errorOf(answer)], [401, 'Wrong API Key']);
    }
  });

  it('the key of another chatbot, for each of them', async () => {
    for (const { id } of sandboxChatbots) {
      const other = id === 'sandbox-support' ? 'sandbox-silent' : 'sandbox-support';
      const answer = await post(
        sandbox(),
        `${id}/message`,
        { message: 'Hi' },
        {
          headers: { Authorization: `Bearer ${sandbox().apiKeyOf(other)!}` },
        },
      );
      assert.deepEqual([answer.status, errorOf(answer)], [403, 'Access to this chatbot is denied']);
    }
  });

  it('a body of another type', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      const answer = await post(sandbox(), conversation, {}, { headers: { 'Content-Type': type } });
      assert.deepEqual(
        [answer.status, errorOf(answer)],
        [400, 'Content-Type must be application/json'],
      );
    }
  });

  it('no body whose type names a charset', async () => {
    const answer = await post(
      sandbox(),
      conversation,
      {},
      {
        headers: { 'Content-Type': 'Application/JSON; charset=utf-8' },
      },
    );
    assert.equal(answer.status, 200);
  });

  it('a body that is no JSON object', async () => {
    for (const body of [
      '',
      '{',
      'x',
      '"text"',
      '[]',
      'null',
      '1',
      Buffer.from('{"a":"\xff"}', 'latin1'),
    ]) {
      const answer = await post(sandbox(), conversation, undefined, { body });
      assert.equal(answer.status, 400, body.toString());
      assert.match(String(errorOf(answer)), /^The body must be /);
    }
  });

  it('a body that is too large, whether or not its length is announced', async () => {
    const body = JSON.stringify({ userName: 'x'.repeat(maxBodyBytes) });
    const announced = await post(sandbox(), conversation, undefined, { body });
    assert.equal(announced.status, 413);
    const chunked = await post(sandbox(), conversation, undefined, {
      body,
      headers: { 'Transfer-Encoding': 'chunked' },
    });
    assert.equal(chunked.status, 413);
    assert.equal(errorOf(chunked), `The body must not be larger than ${maxBodyBytes} bytes`);
  });

  /** The first thing the sandbox says to a client that reads only when it has written. */
  const answerAfter = async (framing: string, ...rest: (string | Buffer)[]) => {
    const socket = connect(sandbox().port, '127.0.0.1').pause();
    try {
      const head =
        `POST /v1/chatbot/${conversation} HTTP/1.1\r\nHost: localhost\r\n` +
        `Authorization: Bearer ${sandbox().apiKeyOf('sandbox-support')!}\r\n` +
        `Content-Type: application/json\r\n${framing}\r\n\r\n`;
      for (const part of [head, ...rest]) {
        await new Promise((resolve) => socket.write(part, resolve));
      }
      const answered = once(socket, 'data');
      socket.resume();
      const [answer] = (await answered) as [Buffer];
      return answer.toString();
    } finally {
      socket.destroy();
    }
  };

  it('a body that is announced as too large, without waiting for it', async () => {
    assert.match(await answerAfter(`Content-Length: ${maxBodyBytes + 1}`), /^HTTP\/1\.1 413 /);
  });

  it('a body that is too large, also when the client writes it all before it reads', async () => {
    const body = Buffer.alloc(32 * maxBodyBytes, ' ');
    const size = `${body.length.toString(16)}\r\n`;
    const answer = await answerAfter('Transfer-Encoding: chunked', size, body, '\r\n0\r\n\r\n');
    assert.match(answer, /^HTTP\/1\.1 413 /);
  });

  it('no body that is just not too large', async () => {
    const rest = maxBodyBytes - JSON.stringify({ userName: '' }).length;
    const answer = await post(sandbox(), conversation, { userName: 'x'.repeat(rest) });
    assert.equal(answer.status, 200);
  });

  it('every Origin, before it looks at anything else', async () => {
    for (const origin of ['https://example.com', 'http://localhost', 'null', '']) {
      for (const [method, endpoint] of [
        ['POST', conversation],
        ['OPTIONS', conversation],
        ['GET', 'nothing/message'],
      ] as const) {
        const changes = { method, body: undefined, headers: { Origin: origin } };
        const answer = await post(sandbox(), endpoint, undefined, changes);
        assert.equal(answer.status, 403);
        assert.equal(errorOf(answer), 'Web pages may not use the sandbox');
        assert.equal(answer.headers['access-control-allow-origin'], undefined);
      }
    }
  });

  it('every Host but its own names', async () => {
    for (const host of [
      'example.com',
      'localhost.example.com',
      '127.0.0.1.example.com',
      '127.0.0.2',
      '0.0.0.0',
      '::1',
      'localhost:x',
      'user@localhost',
    ]) {
      const answer = await post(sandbox(), conversation, {}, { headers: { Host: host } });
      assert.equal(answer.status, 403, host);
      assert.equal(errorOf(answer), 'Host must be 127.0.0.1, localhost or [::1]');
    }
  });

  it('none of its own names, at whatever port', async () => {
    for (const host of [
      '127.0.0.1',
      'localhost',
      'LOCALHOST:8080',
      '[::1]',
      '[::1]:1',
      '127.0.0.1:1',
    ]) {
      const answer = await post(sandbox(), conversation, {}, { headers: { Host: host } });
      assert.equal(answer.status, 200, host);
    }
  });
});
