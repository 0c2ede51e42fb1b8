import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiKeys } from './apiKeys';
import { ChatbotApi } from './chatbotApi';
import { sandboxChatbots } from './chatbots';
import { deliver } from './delivery';
import { FaultPlan } from './faultPlan';
import { defaultStatus, type Fault, type FaultKind } from './faults';
import { misbehave } from './misbehave';
import type { Reply } from './reply';
import { errorReply, Refusal } from './reply';
import type { Scenario } from './scenario';

const address = '127.0.0.1';

export interface LoggedRequest {
  readonly method: string;
  /** Without a query; printable ASCII. */
  readonly path: string;
  readonly status: number;
  /** What went wrong on purpose. */
  readonly fault?: FaultKind;
}

/** A reply, and how it goes wrong if it does. */
interface Decided {
  readonly reply: Reply;
  readonly fault?: Fault;
}

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Without one, the chatbots of `sandboxChatbots`. */
  scenario?: Scenario;
  /** Told of each request once its status is known. Without it nothing is logged. */
  log?: (request: LoggedRequest) => void;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  readonly port: number;
  readonly apiKeyOf: (chatbotId: string) => string | undefined;
  /** Goes on with a conversation of an earlier start: Userdesk would not have forgotten it. */
  readonly recall: ChatbotApi['recall'];
  /** Ends every connection at once. Resolves when nothing is left. */
  readonly stop: () => Promise<void>;
}

/** Starts a double of the Userdesk API on this computer; rejects with what `listen` says. */
export async function startSandbox({
  port = 0,
  scenario = { chatbots: sandboxChatbots, seed: 1 },
  log,
}: SandboxOptions = {}): Promise<Sandbox> {
  const { chatbots } = scenario;
  const keys = new ApiKeys(chatbots);
  const api = new ChatbotApi(chatbots, keys);
  const plans = new Map(
    chatbots.map(({ id, faults = [] }) => [id, new FaultPlan(faults, scenario.seed)]),
  );
  const decide = async (request: IncomingMessage): Promise<Decided> => {
    const { chatbot, endpoint, turn, reply } = await api.answer(request);
    const fault = plans.get(chatbot.id)?.next({ endpoint, turn, reply: reply.type });
    return { reply, ...(fault && { fault }) };
  };
  const underWay = new Set<Promise<void>>();
  // Nobody may keep a connection busy for ever by sending a body that does not end.
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    const handled = handle(decide, request, response, log).finally(() => underWay.delete(handled));
    underWay.add(handled);
  });
  await listen(server, port);
  // From now on these are connections that were not to be had; the sandbox goes on without them.
  server.on('error', () => undefined);

  const { port: actualPort } = server.address() as AddressInfo;
  return {
    baseUrl: `http://${address}:${actualPort}/v1`,
    port: actualPort,
    apiKeyOf: (chatbotId) => keys.of(chatbotId),
    recall: api.recall.bind(api),
    stop: async () => {
      await close(server);
      await Promise.all(underWay);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

async function handle(
  decide: (request: IncomingMessage) => Promise<Decided>,
  request: IncomingMessage,
  response: ServerResponse,
  log: SandboxOptions['log'],
): Promise<void> {
  const { socket } = request;
  const gone = new AbortController();
  const onClose = () => {
    gone.abort();
  };
  socket.once('close', onClose);
  try {
    const { reply, fault } = await orRefuse(decide, request);
    if (socket.destroyed) return;
    log?.({
      ...{ method: request.method ?? '', path: printablePath(request) },
      ...{ status: statusOf(reply, fault), ...(fault && { fault: fault.kind }) },
    });
    if (fault) await misbehave(response, reply, fault, gone.signal);
    else await deliver(response, reply, gone.signal);
    // The rest of a refused body is dropped: some clients read no answer before all is written.
    request.resume();
  } catch {
    // The client has left, or the answer cannot go on: either way the connection shows it.
    socket.destroy();
  } finally {
    socket.off('close', onClose);
  }
}

async function orRefuse(
  decide: (request: IncomingMessage) => Promise<Decided>,
  request: IncomingMessage,
): Promise<Decided> {
  try {
    checkSender(request);
    return await decide(request);
  } catch (error) {
    const reply =
      error instanceof Refusal
        ? errorReply(error.status, error.message, error.headers)
        : errorReply(500, 'An error occurred on the server');
    return { reply };
  }
}

function statusOf({ status }: Reply, fault: Fault | undefined): number {
  return fault?.kind === 'status' ? (fault.status ?? defaultStatus) : status;
}

/**
 * Web pages can reach loopback addresses too. They are known by their `Origin`, or, where a name
 * of theirs was made to point here, by their `Host`. Any port: it may have been forwarded.
 */
function checkSender({ headers }: IncomingMessage): void {
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(headers.host ?? '')) {
    throw new Refusal(403, 'Host must be 127.0.0.1, localhost or [::1]');
  }
  if (headers.origin !== undefined) throw new Refusal(403, 'Web pages may not use the sandbox');
}

function printablePath({ url = '' }: IncomingMessage): string {
  return url.replace(/\?.*/s, '').replace(/[^\x21-\x7e]/g, '?');
}
