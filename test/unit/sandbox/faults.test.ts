import assert from 'node:assert/strict';
import { UserdeskClient, type Endpoint } from '../../../src/api/client';
import { UserdeskError } from '../../../src/api/errors';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import { canBefall, type Fault, type FaultKind } from '../../../src/sandbox/faults';
import type { LoggedRequest, Sandbox } from '../../../src/sandbox/server';
import { startSandbox } from '../../../src/sandbox/server';
import { post } from './sandboxUnderTest';

const id = 'sandbox-faulty';
const greeting = 'Hello, how can I help you?';
const good = 'created';

/** What our client makes of each fault, when it creates a conversation. */
const creations: Partial<Record<FaultKind, string>> = {
  status: 'serverError',
  successFalse: 'requestRejected',
  html: 'unexpectedResponse',
  truncatedJson: 'unexpectedResponse',
  wrongTypes: 'unexpectedResponse',
  emptyBody: 'unexpectedResponse',
  noGreeting: good,
  wrongContentLength: 'connectionBroken',
  gzip: good,
  brokenGzip: 'connectionBroken',
  gzipBomb: 'responseTooLarge',
  slowFirstByte: good,
  slowBytes: good,
  neverAnswers: 'timedOut',
  resetBeforeHeaders: 'connectionBroken',
  resetInHeaders: 'connectionBroken',
  resetInBody: 'connectionBroken',
  cutStream: 'connectionBroken',
  endlessStream: 'responseTooLarge',
  redirect: 'redirected',
  hugeAnswer: 'responseTooLarge',
  headerFlood: 'unexpectedResponse',
  // Of text there is what can be read of it.
  invalidUtf8: good,
  bom: good,
  closesBetweenRequests: good,
};

/** And when an answer is streamed: any text is one, and what has come is shown. */
const streams: Partial<Record<FaultKind, string>> = {
  ...creations,
  emptyBody: good,
  wrongContentLength: 'answerCut',
  brokenGzip: 'answerCut',
  // A reset overtakes what a busy process has not read yet.
  resetInBody: 'answerCut|connectionBroken',
  cutStream: 'answerCut',
  duplicatePiece: good,
};
describe('A sandbox that misbehaves', () => {
  const client = new UserdeskClient(createNodeFetch().fetch);
  let sandbox: Sandbox | undefined;
  let logged: LoggedRequest[] = [];

  async function start(on: 'conversation' | 'message', fault: Fault): Promise<Endpoint> {
    logged = [];
    const faults = [{ ...fault, on }];
    sandbox = await startSandbox({
      scenario: { chatbots: [{ id, name: 'Faulty', greeting, faults }], seed: 1 },
      log: (request) => logged.push(request),
    });
    return { baseUrl: sandbox.baseUrl, chatbotId: id, apiKey: sandbox.apiKeyOf(id) ?? '' };
  }
  afterEach(() => sandbox?.stop());

  const faultOf = (kind: FaultKind): Fault => ({ kind, delayMs: 2 });
  const options = (kind?: FaultKind) => ({
    timeoutMs: kind === 'neverAnswers' ? 1_000 : 10_000,
    signal: new AbortController().signal,
  });

  for (const [kind, expected] of Object.entries(creations) as [FaultKind, string][]) {
    it(`${kind}, at the creation of a conversation: ${expected}`, async () => {
      const endpoint = await start('conversation', faultOf(kind));
      const outcome = await client
        .createConversation(endpoint, {}, options(kind))
        .then((created) => created.outcome, codeOf);
      assert.equal(outcome, expected);
      assert.deepEqual(
        logged.map(({ fault }) => fault),
        [kind],
      );
    });
  }

  for (const [kind, expected] of Object.entries(streams) as [FaultKind, string][]) {
    if (!canBefall({ kind }, 'textStream')) continue;
    it(`${kind}, in an answer: ${expected}`, async () => {
      const endpoint = await start('message', faultOf(kind));
      const created = await client.createConversation(endpoint, {}, options());
      assert.equal(created.outcome, 'created');
      const { conversationId } = created;
      const message = { conversationId, message: 'help' };
      const outcome = await client
        .streamMessage(endpoint, message, { ...options(kind), onText: () => undefined })
        .then(() => good, codeOf);
      assert.match(outcome, new RegExp(`^(${expected})$`));
      assert.deepEqual(
        logged.map(({ fault }) => fault),
        [undefined, kind],
      );
    });
  }

  it('does so on the turns that it was told, and is well otherwise', async () => {
    await start('message', { kind: 'status', status: 429, retryAfter: 7 });
    await sandbox?.stop();
    const faults = [
      { kind: 'status', on: 'message', turn: 2, status: 429, retryAfter: 7 },
    ] as const;
    sandbox = await startSandbox({
      scenario: { chatbots: [{ id, name: 'Faulty', faults }], seed: 1 },
    });
    const { conversationId } = JSON.parse((await post(sandbox, `${id}/conversation`, {})).text) as {
      conversationId: string;
    };
    const answers = [];
    for (let turn = 1; turn <= 3; turn++) {
      const { status, headers } = await post(sandbox, `${id}/message`, {
        conversationId,
        message: 'x',
      });
      answers.push([status, headers['retry-after']]);
    }
    assert.deepEqual(answers, [
      [200, undefined],
      [429, '7'],
      [200, undefined],
    ]);
  });

  it('takes the same course by chance with the same seed, and another with another', async () => {
    const course = async (seed: number) => {
      const faults = [{ kind: 'status', chance: 0.5 }] as const;
      const one = await startSandbox({
        scenario: { chatbots: [{ id, name: 'Faulty', faults }], seed },
      });
      const statuses: number[] = [];
      for (let count = 0; count < 40; count++) {
        statuses.push((await post(one, `${id}/conversation`, {})).status);
      }
      await one.stop();
      return statuses;
    };
    const first = await course(1);
    assert.deepEqual(await course(1), first);
    assert.notDeepEqual(await course(2), first);
    assert.deepEqual([...new Set(first)].sort(), [200, 500]);
  });
});

function codeOf(error: unknown): string {
  if (!(error instanceof UserdeskError)) throw error;
  return error.code;
}
