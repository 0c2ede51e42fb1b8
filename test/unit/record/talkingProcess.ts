// A process of its own that creates conversations with the sandbox and talks in them, for ever:
//   talkingProcess.ts <worker> <record>
// It prints, as JSON, each thing that somebody has been told.
import { rethrow } from '../../support/rethrow';
import { UserdeskClient } from '../../../src/api/client';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import { sandboxOrigin, type Chatbot } from '../../../src/chatbots/chatbot';
import { SandboxRunner } from '../../../src/chatbots/sandboxRunner';
import { ChatSessions } from '../../../src/conversations/chatSessions';
import type { Conversation } from '../../../src/conversations/conversation';
import { createConversationWith } from '../../../src/conversations/createConversation';
import { endpointOf } from '../../../src/conversations/endpoints';
import { RecordClient } from '../../../src/conversations/recordClient';
import { RecordedConversations } from '../../../src/conversations/recordedConversations';
import { RecordedTranscripts } from '../../../src/conversations/recordedTranscripts';
import { streamMessageWith } from '../../../src/conversations/streamMessage';
import { startSandbox } from '../../../src/sandbox/server';

/** A conversation that was shown, a message that was sent, an answer that was given. */
export type Told =
  | { type: 'created'; id: string; greeting: string }
  | { type: 'sent'; id: string; message: string }
  | { type: 'answered'; id: string; message: string; answer: string };

const support: Chatbot = { origin: sandboxOrigin, id: 'sandbox-support' };

void main(process.argv.slice(2));

async function main([worker = '', path = '']: string[]): Promise<never> {
  const { create, sessions } = await connect(worker, path);
  for (let number = 0; ; number++) {
    const conversation = await create(support, { userName: `Ada ${number}` }, { timeoutMs: 0 });
    if (conversation === 'cancelled') throw new Error('nobody cancels here');
    const { id, greeting = '' } = conversation;
    tell({ type: 'created', id, greeting });
    for (const message of ['who am I', 'markdown', 'help']) {
      const answer = await sessions.use(conversation, (session) =>
        session.send(message, () => {
          tell({ type: 'sent', id, message });
        }),
      );
      tell({ type: 'answered', id, message, answer });
    }
  }
}

/** As the extension puts them together. */
async function connect(worker: string, path: string) {
  const record = new RecordClient(worker, { path, maxAgeDays: 0 }, rethrow);
  const sandbox = new SandboxRunner(startSandbox, () => undefined);
  await sandbox.ensure();
  const client = new UserdeskClient(createNodeFetch().fetch);
  const endpoints = {
    apiBaseUrl: () => 'https://api.userdesk.io/v1',
    apiKeyOf: () => Promise.resolve(undefined),
    sandbox,
  };
  const parts = {
    client: () => Promise.resolve(client),
    endpointOf: (chatbot: Chatbot) => endpointOf(endpoints, chatbot),
    keys: { accept: () => Promise.resolve(), refuse: () => undefined },
    knownKeys: () => Promise.resolve([]),
    store: new RecordedConversations(record, () => () => undefined),
    sandbox,
    timeoutMs: () => 0,
    notRecorded: (_: Conversation, error: unknown) => rethrow(error),
    now: Date.now,
  };
  const sessions = new ChatSessions({
    knownKeys: parts.knownKeys,
    seenKeys: [],
    stream: streamMessageWith(parts),
    store: new RecordedTranscripts(record),
    describe: (error) => ({ message: String(error), waysOut: [] }),
    failed: (error) => {
      throw error;
    },
    now: Date.now,
  });
  return { create: createConversationWith(parts), sessions };
}

function tell(told: Told): void {
  console.log(JSON.stringify(told));
}
