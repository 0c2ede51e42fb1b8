import assert from 'node:assert/strict';
import {
  UserdeskClient,
  type CreateOutcome,
  type Endpoint,
  type Exchange,
  type FetchFunction,
  type UserDetails,
} from '../../../src/api/client';
import { UserdeskError, type Failure } from '../../../src/api/errors';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import { LoopbackServer, type Reply } from '../../support/loopbackServer';
import { silence } from '../../support/replies';

export const apiKey = 'uk-0123456789+/abcdef=';

export interface Call {
  endpoint?: Partial<Endpoint>;
  details?: UserDetails;
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** A client in front of a loopback server, both fresh for every test. */
export class ApiUnderTest {
  server!: LoopbackServer;
  client!: UserdeskClient;
  exchanges: Exchange[] = [];

  async start(fetch: FetchFunction, options?: { tls: boolean }): Promise<void> {
    this.server = await LoopbackServer.start(silence, options);
    this.exchanges = [];
    this.client = new UserdeskClient(fetch, (exchange) => this.exchanges.push(exchange));
  }

  get endpoint(): Endpoint {
    return { baseUrl: `${this.server.origin}/v1`, chatbotId: '123456', apiKey };
  }

  get host(): string {
    return new URL(this.server.origin).host;
  }

  create(reply: Reply, { endpoint, details = {}, signal, timeoutMs = 0 }: Call = {}) {
    this.server.reply = reply;
    return this.client.createConversation({ ...this.endpoint, ...endpoint }, details, {
      signal,
      timeoutMs,
    });
  }

  /** What the call fails with. Whatever happened, it was sent once. */
  async failure(reply: Reply, call?: Call): Promise<Failure> {
    const failure = await failureOf(this.create(reply, call));
    assert.equal(this.server.requests.length, 1, 'requests');
    return failure;
  }
}

export async function failureOf(outcome: Promise<CreateOutcome>): Promise<Failure> {
  const error: unknown = await outcome.then(
    (value) => assert.fail(`resolved to ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof UserdeskError, String(error));
  return error.failure;
}

/** The same tests with the `fetch` that is shipped and with the platform's own. */
export function describeWithEachFetch(
  title: string,
  define: (api: ApiUnderTest, fetchName: string) => void,
  options?: { tls: boolean },
): void {
  const fetches = {
    'node-fetch': createNodeFetch,
    'the platform’s fetch': () => ({ fetch, dispose: () => undefined }),
  };
  for (const [fetchName, open] of Object.entries(fetches)) {
    describe(`${title}, with ${fetchName}`, () => {
      const api = new ApiUnderTest();
      let opened: ReturnType<typeof open>;
      beforeEach(async () => {
        opened = open();
        await api.start(opened.fetch, options);
      });
      afterEach(async () => {
        await api.server.stop();
        opened.dispose();
      });
      define(api, fetchName);
    });
  }
}
