import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserdeskError } from '../../../src/api/errors';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import type { Reply } from '../../support/loopbackServer';
import { conversationId, inPieces } from '../../support/replies';
import { ApiUnderTest } from '../api/apiUnderTest';
import { anySizes, cut } from '../api/cuts';
import { mutated, patienceMs, times } from './fuzzing';

const creation = Buffer.from(
  JSON.stringify({ success: true, conversationId, response: 'Grüße, **Ada** 👋' }),
);
const stream = Buffer.from('Your order is on its way, Ada 👩‍💻.\n\n1. `code`\n');

describe('A client that is answered anything', function () {
  this.timeout(patienceMs);
  const api = new ApiUnderTest();
  const opened = createNodeFetch();
  const outcomes = new Map<string, number>();
  const note = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  before(() => api.start(opened.fetch));
  after(async () => {
    await api.server.stop();
    opened.dispose();
    console.log([...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', '));
  });

  const status = fc.oneof(
    { weight: 9, arbitrary: fc.constant(200) },
    { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
  );
  const reply = (code: number, pieces: Buffer[]): Reply => {
    return async (response, request) => {
      response.statusCode = code;
      await inPieces(pieces)(response, request);
    };
  };

  /** An outcome, or one of the family of errors; and one request. */
  async function orderly(outcome: Promise<unknown>): Promise<void> {
    const { requests } = api.server;
    await outcome.then(
      () => {
        note('well');
      },
      (error: unknown) => {
        assert.ok(error instanceof UserdeskError, String(error));
        note(error.code);
      },
    );
    assert.equal(requests.splice(0).length, 1);
    api.exchanges.length = 0;
  }

  it('creates a conversation or says why not', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(creation), anySizes, status, async (bytes, sizes, code) => {
        await orderly(api.create(reply(code, cut(bytes, sizes)), { timeoutMs: 5_000 }));
      }),
      times(50_000),
    );
  });

  it('streams an answer to its end or says why not', async () => {
    await fc.assert(
      fc.asyncProperty(mutated(stream), anySizes, status, async (bytes, sizes, code) => {
        await orderly(api.stream(reply(code, cut(bytes, sizes)), { timeoutMs: 5_000 }));
        if (code === 200) assert.equal(api.text, new TextDecoder().decode(bytes));
      }),
      times(50_000),
    );
  });
});
