import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type ClientRequest } from 'node:http';
import { connect } from 'node:net';
import { sandboxChatbots } from '../../../src/sandbox/chatbots';
import type { LoggedRequest, Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../../src/sandbox/server';
import { call, post } from './sandboxUnderTest';

describe('Starting and stopping the sandbox', () => {
  const sandboxes: Sandbox[] = [];
  const start = async (...options: Parameters<typeof startSandbox>) => {
    const sandbox = await startSandbox(...options);
    sandboxes.push(sandbox);
    return sandbox;
  };
  afterEach(() => Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.stop())));

  it('takes a free port on 127.0.0.1 and says which', async () => {
    const [one, other] = [await start(), await start()];
    assert.notEqual(one.port, other.port);
    assert.equal(one.baseUrl, `http://127.0.0.1:${one.port}/v1`);
    assert.equal((await call(one.port, '/', {})).status, 404);
  });

  it('listens on no other address', async () => {
    const { port } = await start();
    // Linux gives this computer the whole of 127.0.0.0/8; other systems know no such address.
    const socket = connect(port, '127.0.0.2');
    await assert.rejects(once(socket, 'connect'));
  });

  it('takes the port that was asked for', async () => {
    const { port, stop } = await start();
    await stop();
    assert.equal((await start({ port })).port, port);
  });

  it('rejects with the system’s error when the port is taken', async () => {
    const { port } = await start();
    await assert.rejects(startSandbox({ port }), { code: 'EADDRINUSE', port });
  });

  it('makes a key for each chatbot, other ones at each start, none for other IDs', async () => {
    const keys = [await start(), await start()].flatMap((sandbox) =>
      sandboxChatbots.map(({ id }) => sandbox.apiKeyOf(id)!),
    );
    assert.equal(new Set(keys).size, 2 * sandboxChatbots.length);
    for (const key of keys) assert.match(key, /^userdesk-sandbox-[\w-]{32}$/);
    assert.equal(sandboxes[0]!.apiKeyOf('123456'), undefined);
  });

  it('does not accept the keys of an earlier start', async () => {
    const [earlier, now] = [await start(), await start()];
    const headers = { Authorization: `Bearer ${earlier.apiKeyOf('sandbox-support')!}` };
    const answer = await post(now, 'sandbox-support/conversation', {}, { headers });
    assert.equal(answer.status, 401);
  });

  it('cuts an answer that is being streamed', async () => {
    const { baseUrl, apiKeyOf, port, stop } = await start();
    const response = await fetch(`${baseUrl}/chatbot/sandbox-support/message`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${apiKeyOf('sandbox-support')!}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ message: 'long', stream: true }),
    });
    const reader = response.body!.getReader();
    assert.equal((await reader.read()).done, false);
    await stop();
    await assert.rejects(async () => {
      while (!(await reader.read()).done);
    });
    await assert.rejects(call(port, '/', {}), { code: 'ECONNREFUSED' });
  });

  it('ends connections that are idle, or in the middle of a request', async () => {
    const { port, apiKeyOf, stop } = await start();
    const idle = connect(port, '127.0.0.1');
    const sending = connect(port, '127.0.0.1');
    await Promise.all([once(idle, 'connect'), once(sending, 'connect')]);
    sending.write(
      'POST /v1/chatbot/sandbox-support/conversation HTTP/1.1\r\nHost: localhost\r\n' +
        `Authorization: Bearer ${apiKeyOf('sandbox-support')!}\r\nExpect: 100-continue\r\n` +
        'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n',
    );
    const [continued] = (await once(sending, 'data')) as [Buffer];
    assert.match(continued.toString(), /^HTTP\/1\.1 100 /);
    const closed = [idle, sending].map((socket) => {
      // Whether it ends or is reset is the system's choice; that it is over is what counts.
      socket.on('error', () => undefined);
      return new Promise<void>((resolve) => {
        socket.once('close', () => {
          resolve();
        });
        socket.resume();
      });
    });
    await stop();
    await Promise.all(closed);
  });

  it('can be stopped twice', async () => {
    const { stop } = await start();
    await Promise.all([stop(), stop()]);
    await stop();
  });

  it('goes on when a client leaves in the middle of an answer', async () => {
    const sandbox = await start();
    const leaving = new AbortController();
    const response = await fetch(`${sandbox.baseUrl}/chatbot/sandbox-support/message`, {
      method: 'POST',
      signal: leaving.signal,
      headers: {
        Authorization: `Bearer ${sandbox.apiKeyOf('sandbox-support')!}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ message: 'long', stream: true }),
    });
    leaving.abort();
    await assert.rejects(response.text());
    assert.equal((await post(sandbox, 'sandbox-support/conversation', {})).status, 200);
  });

  it('does not log a request that never came to its end', async () => {
    const logged: LoggedRequest[] = [];
    const sandbox = await start({ log: (entry) => logged.push(entry) });
    const leaving = await beginRequest(sandbox);
    const left = once(leaving, 'error');
    leaving.destroy();
    await left;
    await sandbox.stop();
    assert.deepEqual(logged, []);
  });

  it('tells a log whose key it was when the request came, whatever came in between', async () => {
    const logged: LoggedRequest[] = [];
    const sandbox = await start({ log: (entry) => logged.push(entry) });
    const waiting = await beginRequest(sandbox);
    const answered = once(waiting, 'response');
    sandbox.use({ chatbots: [{ id: 'other', name: 'Other' }], seed: 1 });
    waiting.end('{}'.padEnd(100));
    await answered;
    assert.deepEqual(
      logged.map(({ key }) => key),
      ['key of sandbox-support'],
    );
  });

  it('tells a log of method, path, status and whose key it was, and of nothing else', async () => {
    const logged: LoggedRequest[] = [];
    const sandbox = await start({ log: (entry) => logged.push(entry) });
    await post(sandbox, 'sandbox-support/conversation', { userName: 'Ada' });
    await post(sandbox, 'sandbox-support/message', { message: 'Hi', stream: true });
    await call(sandbox.port, '/elsewhere?key=secret', { method: 'GET' });
    const key = sandbox.apiKeyOf('sandbox-support')!;
    const headers = { Authorization: 'Bearer somebody-else' };
    await call(sandbox.port, `/elsewhere/${key}`, { method: 'GET', headers });
    const [own, conversation] = ['key of sandbox-support', '/v1/chatbot/sandbox-support'];
    assert.deepEqual(logged, [
      { method: 'POST', path: `${conversation}/conversation`, status: 200, key: own },
      { method: 'POST', path: `${conversation}/message`, status: 200, key: own },
      { method: 'GET', path: '/elsewhere', status: 404, key: 'no key' },
      { method: 'GET', path: '/elsewhere/…', status: 404, key: 'key of nobody' },
    ]);
    assert.deepEqual(sandbox.control.requests, logged);
  });
});

/** One that has been let in, and of whose body nothing has come yet. */
async function beginRequest(sandbox: Sandbox): Promise<ClientRequest> {
  const begun = request(`${sandbox.baseUrl}/chatbot/sandbox-support/conversation`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${sandbox.apiKeyOf('sandbox-support')!}`,
      'Content-Type': 'application/json',
      'Content-Length': 100,
      Expect: '100-continue',
    },
  });
  begun.flushHeaders();
  await once(begun, 'continue');
  return begun;
}
