import assert from 'node:assert/strict';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import {
  UserdeskClient,
  type Endpoint,
  type Exchange,
  type FetchFunction,
  type OutgoingMessage,
  type UserDetails,
} from '../../../src/api/client';
import { UserdeskError, type Failure } from '../../../src/api/errors';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import { LoopbackServer, type Reply } from '../../support/loopbackServer';
import { conversationId, silence } from '../../support/replies';

export const apiKey = 'uk-0123456789+/abcdef=';

export interface Call {
  endpoint?: Partial<Endpoint>;
  details?: UserDetails;
  signal?: AbortSignal;
  timeoutMs?: number;
}

export interface StreamCall extends Omit<Call, 'details'> {
  message?: Partial<OutgoingMessage>;
  onText?: (piece: string) => void;
}

/** A client in front of a loopback server, both fresh for every test. */
export class ApiUnderTest {
  server!: LoopbackServer;
  client!: UserdeskClient;
  exchanges: Exchange[] = [];
  /** What was handed out of the last stream, and what of earlier ones never goes into it. */
  pieces: string[] = [];

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

  stream(reply: Reply, call: StreamCall = {}): Promise<'done' | 'stopped'> {
    const { endpoint, message, signal, timeoutMs = 0, onText } = call;
    this.server.reply = reply;
    const pieces: string[] = [];
    this.pieces = pieces;
    return this.client.streamMessage(
      { ...this.endpoint, ...endpoint },
      { conversationId, message: 'Hello', ...message },
      {
        signal,
        timeoutMs,
        onText: (piece) => {
          pieces.push(piece);
          onText?.(piece);
        },
      },
    );
  }

  get text(): string {
    return this.pieces.join('');
  }

  /** A stream under way, once some of its text has been handed out. The test goes on with it. */
  async begin(
    first: string | Buffer,
    call: StreamCall = {},
    headers: OutgoingHttpHeaders = {},
  ): Promise<{ response: ServerResponse; end: Promise<'done' | 'stopped'> }> {
    const begun = Promise.withResolvers<undefined>();
    let response!: ServerResponse;
    const reply: Reply = (given) => {
      response = given;
      given.writeHead(200, headers).write(first);
    };
    const onText = () => {
      begun.resolve(undefined);
    };
    const end = this.stream(reply, { onText, ...call });
    await Promise.race([begun.promise, end]);
    return { response, end };
  }

  /** What a stream fails with. Whatever happened, it was sent once. */
  async streamFailure(reply: Reply, call?: StreamCall): Promise<Failure> {
    const failure = await failureOf(this.stream(reply, call));
    assert.equal(this.server.requests.length, 1, 'requests');
    return failure;
  }
}

export async function failureOf(outcome: Promise<unknown>): Promise<Failure> {
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
