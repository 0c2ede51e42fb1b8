import assert from 'node:assert/strict';
import type { LoggedRequest, Sandbox } from '../../../src/sandbox/server';
import { ownScenario, startSandbox } from '../../../src/sandbox/server';
import { call, errorOf, post, useSandbox, type Answer, type Call } from './sandboxUnderTest';

const support = 'sandbox-support';

function control(
  sandbox: Sandbox,
  method: string,
  what: string,
  body?: unknown,
  token = sandbox.control.token,
): Promise<Answer> {
  const changes: Call = {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  return call(sandbox.port, `/control/${what}`, changes);
}

function parsed(answer: Answer): { faults?: unknown; requests?: LoggedRequest[] } {
  assert.equal(answer.status, 200, answer.text);
  return JSON.parse(answer.text) as ReturnType<typeof parsed>;
}

describe('The control of a running sandbox', () => {
  const sandbox = useSandbox();
  afterEach(() => {
    sandbox().control.forgetFaults();
  });
  const create = (chatbot = support) => post(sandbox(), `${chatbot}/conversation`, {});
  const stream = () => post(sandbox(), `${support}/message`, { message: 'Hi', stream: true });

  it('lets the next request fail, and the one after it not', async () => {
    const fault = { kind: 'status', status: 404 };
    const { faults } = parsed(await control(sandbox(), 'POST', 'faults', fault));
    assert.deepEqual(faults, [{ ...fault, times: 1 }]);
    assert.deepEqual([(await create()).status, (await create()).status], [404, 200]);
    assert.deepEqual(parsed(await control(sandbox(), 'GET', 'faults')), {
      ...{ success: true, faults: [] },
    });
  });

  it('waits for a request that it is meant for and can befall', async () => {
    const [silent, twice] = [{ kind: 'status', chatbot: 'sandbox-silent' }, { times: 2 }];
    await control(sandbox(), 'POST', 'faults', silent);
    await control(sandbox(), 'POST', 'faults', { kind: 'successFalse', ...twice });
    await control(sandbox(), 'POST', 'faults', { kind: 'emptyBody', on: 'message' });
    const streamed = await stream();
    assert.deepEqual([streamed.status, streamed.text], [200, '']);
    const refused = 'The sandbox was told to say no';
    assert.equal(errorOf(await create()), refused);
    assert.deepEqual(sandbox().control.faults, [
      { ...silent, times: 1 },
      { kind: 'successFalse', times: 1 },
    ]);
    assert.equal((await create('sandbox-silent')).status, 500);
    assert.equal(errorOf(await create()), refused);
  });

  it('forgets what is not due yet', async () => {
    await control(sandbox(), 'POST', 'faults', { kind: 'status' });
    assert.deepEqual(parsed(await control(sandbox(), 'DELETE', 'faults')).faults, []);
    assert.equal((await create()).status, 200);
  });

  it('tells of the last requests', async () => {
    await create();
    const { requests } = parsed(await control(sandbox(), 'GET', 'requests'));
    assert.deepEqual(requests?.at(-1), {
      method: 'POST',
      path: `/v1/chatbot/${support}/conversation`,
      status: 200,
      key: `key of ${support}`,
    });
  });

  it('takes its token, and no key of a chatbot', async () => {
    for (const token of [sandbox().apiKeyOf(support), '', 'x']) {
      const answer = await control(sandbox(), 'GET', 'requests', undefined, token);
      assert.deepEqual([answer.status, errorOf(answer)], [401, 'Wrong control token']);
    }
    const asKey = { headers: { Authorization: `Bearer ${sandbox().control.token}` } };
    assert.equal((await post(sandbox(), `${support}/conversation`, {}, asKey)).status, 401);
  });

  for (const [method, what, body, status, error] of [
    ['POST', 'faults', { kind: 'fire' }, 400, /^kind: /],
    ['POST', 'faults', { kind: 'status', status: 200 }, 400, /^status: /],
    ['POST', 'faults', { kind: 'status', more: 1 }, 400, /^more: /],
    ['POST', 'faults', { kind: 'status', chance: 0.5 }, 400, /^chance: /],
    ['PUT', 'faults', undefined, 404, /^There is no such control call$/],
    ['GET', 'keys', undefined, 404, /^There is no such control call$/],
  ] as const) {
    it(`refuses ${method} ${what} ${JSON.stringify(body)}`, async () => {
      const answer = await control(sandbox(), method, what, body);
      assert.equal(answer.status, status);
      assert.match(String(errorOf(answer)), error);
    });
  }

  it('takes other chatbots while it runs; what was said and keys stay', async () => {
    const before = sandbox().apiKeyOf(support);
    const { conversationId } = JSON.parse((await create()).text) as Record<string, string>;
    const chatbot = { id: support, name: 'Support', fallback: 'Message {turn}.' };
    sandbox().use({ chatbots: [chatbot], seed: 1 });
    assert.deepEqual(sandbox().chatbots(), [chatbot]);
    assert.equal(sandbox().apiKeyOf(support), before);
    assert.equal(sandbox().apiKeyOf('sandbox-silent'), undefined);
    const said = { conversationId, message: 'Hi' };
    const { text } = await post(sandbox(), `${support}/message`, said);
    assert.equal((JSON.parse(text) as { response: string }).response, 'Message 1.');
    // A key that another chatbot is given is nobody else's any more.
    const other = { id: 'sandbox-other', name: 'Other', ...(before && { apiKey: before }) };
    sandbox().use({ chatbots: [chatbot, other], seed: 1 });
    assert.notEqual(sandbox().apiKeyOf(support), before);
    assert.equal((await create()).status, 200);
    assert.equal((await create('sandbox-other')).status, 200);
    sandbox().use(ownScenario);
  });
});

describe('A web page', () => {
  const origin = 'http://localhost:3000';
  const headers = { Origin: origin };

  it('may use the sandbox that names its origin, after its browser has asked', async () => {
    const sandbox = await startSandbox({ allowedOrigins: [origin] });
    const path = `/v1/chatbot/${support}/conversation`;
    const asked = await call(sandbox.port, path, { method: 'OPTIONS', headers });
    assert.equal(asked.status, 204);
    assert.equal(asked.headers['access-control-allow-headers'], 'Authorization, Content-Type');
    const created = await post(sandbox, `${support}/conversation`, {}, { headers });
    for (const { headers: said } of [asked, created]) {
      assert.equal(said['access-control-allow-origin'], origin);
    }
    assert.equal(created.status, 200);
    const other = { headers: { Origin: 'http://localhost:3001' } };
    const refused = await post(sandbox, `${support}/conversation`, {}, other);
    assert.equal(refused.status, 403);
    assert.equal(refused.headers['access-control-allow-origin'], undefined);
    await sandbox.stop();
  });
});
