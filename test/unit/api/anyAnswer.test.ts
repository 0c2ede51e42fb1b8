import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserdeskError } from '../../../src/api/errors';
import { bytes, text } from '../../support/replies';
import { describeWithEachFetch, type ApiUnderTest } from './apiUnderTest';

/** Whatever comes: a conversation with an ID, or a member of the family of errors. */
async function assertOrderly(api: ApiUnderTest, outcome: ReturnType<ApiUnderTest['create']>) {
  try {
    const created = await outcome;
    assert.ok(created.outcome === 'created');
    assert.ok(created.conversationId.length > 0);
    assert.ok(created.greeting === undefined || created.greeting.length > 0);
  } catch (error) {
    assert.ok(error instanceof UserdeskError, String(error));
  }
  assert.equal(api.exchanges.length, api.server.requests.length);
}

describeWithEachFetch('Any answer', (api) => {
  const options = { numRuns: 100 };
  // Seldom enough a random object has just these fields.
  const conversationLike = fc.record(
    {
      success: fc.oneof(fc.boolean(), fc.jsonValue()),
      conversationId: fc.oneof(fc.string(), fc.jsonValue()),
      response: fc.oneof(fc.string(), fc.jsonValue()),
      error: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  // The platform's fetch repeats a request that is answered with 421, as its standard wants it to.
  const status = fc.integer({ min: 200, max: 599 }).filter((code) => code !== 421);

  it('of JSON becomes an outcome or a failure', async () => {
    const body = fc.oneof(conversationLike, fc.jsonValue()).map((value) => JSON.stringify(value));
    await fc.assert(
      fc.asyncProperty(body, status, async (json, code) => {
        await assertOrderly(api, api.create(text(json, code)));
      }),
      options,
    );
  }).timeout(60_000);

  it('of bytes becomes an outcome or a failure', async () => {
    const body = fc.uint8Array({ maxLength: 200 }).map((data) => Buffer.from(data));
    await fc.assert(
      fc.asyncProperty(body, status, async (data, code) => {
        await assertOrderly(api, api.create(text(data, code)));
      }),
      options,
    );
  }).timeout(60_000);

  it('that need not even be HTTP becomes an outcome or a failure', async () => {
    const line = fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/1.1 302 Found', 'HTTP/1.1 429 No', '');
    const header = fc.oneof(
      fc.constantFrom('Content-Length: 2', 'Transfer-Encoding: chunked', 'Location: /', ''),
      fc.constantFrom('Retry-After: soon', 'Content-Encoding: br', 'Content-Encoding: deflate'),
      fc.string({ maxLength: 20 }),
    );
    const parts = fc.tuple(line, fc.array(header, { maxLength: 3 }), fc.string());
    await fc.assert(
      fc.asyncProperty(parts, async ([first, headers, body]) => {
        const answer = [first, ...headers, '', body].join('\r\n');
        // Some of these leave a client waiting for more.
        await assertOrderly(api, api.create(bytes(answer), { timeoutMs: 500 }));
      }),
      options,
    );
  }).timeout(60_000);
});
