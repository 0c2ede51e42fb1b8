import { join } from 'node:path';
import { UserdeskClient, type Exchange, type FetchFunction } from '../../../src/api/client';
import { UserdeskError, type FailureCode } from '../../../src/api/errors';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import { parseBaseUrl } from '../../../src/api/baseUrl';
import { sandboxOrigin, type Chatbot } from '../../../src/chatbots/chatbot';
import { SandboxRunner } from '../../../src/chatbots/sandboxRunner';
import {
  createConversationWith,
  type CreateConversation,
} from '../../../src/conversations/createConversation';
import { endpointOf } from '../../../src/conversations/endpoints';
import { streamMessageWith, type StreamMessage } from '../../../src/conversations/streamMessage';
import { startSandbox } from '../../../src/sandbox/server';
import { LoopbackServer, type Reply } from '../../support/loopbackServer';
import { silence } from '../../support/replies';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { ApiKeysUnderTest } from '../chatbots/apiKeysUnderTest';
import { RecordUnderTest } from './recordUnderTest';

export const apiKey = 'uk-0123456789abcdef';

/** The use case on real parts, as the extension puts them together, before a loopback server. */
export class CreationUnderTest {
  keys = new ApiKeysUnderTest();
  exchanges: Exchange[] = [];
  /** IDs of what could not be recorded. */
  unrecorded: string[] = [];
  timeoutMs = 0;
  create!: CreateConversation;
  fetch!: FetchFunction;
  sandbox!: SandboxRunner;
  /** The setting userdesk.apiBaseUrl. */
  apiBaseUrl = '';
  server!: LoopbackServer;
  record!: RecordUnderTest;

  async start(fetch: FetchFunction, folder: string): Promise<void> {
    this.keys = new ApiKeysUnderTest();
    this.exchanges = [];
    this.unrecorded = [];
    this.timeoutMs = 0;
    this.fetch = fetch;
    this.server = await LoopbackServer.start(silence);
    this.apiBaseUrl = `${this.server.origin}/v1`;
    this.record = new RecordUnderTest(join(folder, 'history.sqlite'));
    this.sandbox = new SandboxRunner(startSandbox, () => undefined);
    const client = new UserdeskClient(fetch, (exchange) => this.exchanges.push(exchange));
    const parts = {
      apiBaseUrl: () => this.apiBaseUrl,
      apiKeyOf: (chatbot: Chatbot) => this.keys.store.get(chatbot),
      sandbox: this.sandbox,
    };
    this.create = createConversationWith({
      client: () => Promise.resolve(client),
      endpointOf: (chatbot) => endpointOf(parts, chatbot),
      keys: {
        accept: (chatbot, key) => this.keys.store.accept(chatbot, key),
        refuse: (chatbot, key) => {
          this.keys.store.refuse(chatbot, key);
        },
      },
      knownKeys: () => this.keys.store.all(),
      store: this.record.conversations,
      notRecorded: ({ id }) => this.unrecorded.push(id),
      now: () => Date.UTC(2026, 2, 3, 14, 3),
    });
  }

  async stop(): Promise<void> {
    await this.sandbox.stop();
    await this.server.stop();
    this.record.close();
  }

  /** A chatbot at the origin that is set. */
  get chatbot(): Chatbot {
    return { origin: parseBaseUrl(this.apiBaseUrl).origin, id: '123456', name: 'Support bot' };
  }

  /** Asks for a conversation of which nothing optional is known. */
  run(reply: Reply, chatbot = this.chatbot, signal?: AbortSignal) {
    this.server.reply = reply;
    return this.create(chatbot, {}, { timeoutMs: this.timeoutMs, ...(signal && { signal }) });
  }

  async failureCode(reply: Reply, chatbot = this.chatbot): Promise<FailureCode> {
    return failureCodeOf(this.run(reply, chatbot));
  }
}

/** Sending a message on the same parts. */
export function streamFrom(creation: CreationUnderTest): StreamMessage {
  const parts = {
    apiBaseUrl: () => creation.apiBaseUrl,
    apiKeyOf: creation.keys.store.get.bind(creation.keys.store),
    sandbox: creation.sandbox,
  };
  return streamMessageWith({
    client: () => Promise.resolve(new UserdeskClient(creation.fetch)),
    endpointOf: (chatbot) => endpointOf(parts, chatbot),
    keys: creation.keys.store,
    sandbox: creation.sandbox,
    timeoutMs: () => 0,
  });
}

export async function failureCodeOf(promise: Promise<unknown>): Promise<FailureCode> {
  const error: unknown = await promise.then(
    (value) => new Error(`no failure but ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof UserdeskError) return error.code;
  throw error;
}

/** The same tests with the `fetch` that is shipped and with the platform's own. */
export function describeCreation(title: string, define: (creation: CreationUnderTest) => void) {
  const fetches = {
    'node-fetch': createNodeFetch,
    'the platform’s fetch': () => ({ fetch, dispose: () => undefined }),
  };
  for (const [name, open] of Object.entries(fetches)) {
    describe(`${title}, with ${name}`, () => {
      const creation = new CreationUnderTest();
      const folder = useTemporaryFolder();
      let opened: ReturnType<typeof open>;
      beforeEach(async () => {
        opened = open();
        await creation.start(opened.fetch, folder());
      });
      afterEach(async () => {
        await creation.stop();
        opened.dispose();
      });
      define(creation);
    });
  }
}

export const sandboxSupport: Chatbot = { origin: sandboxOrigin, id: 'sandbox-support' };
