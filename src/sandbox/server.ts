import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiKeys } from './apiKeys';
import { ChatbotApi } from './chatbotApi';
import { sandboxChatbots, type SandboxChatbot } from './chatbots';
import { Control } from './control';
import { deliver } from './delivery';
import { FaultPlan } from './faultPlan';
import { defaultStatus, type Fault, type FaultKind } from './faults';
import { misbehave } from './misbehave';
import type { Reply } from './reply';
import { errorReply, Refusal } from './reply';
import type { Scenario } from './scenario';
import { admit, checkSender } from './senders';

const address = '127.0.0.1';

export interface LoggedRequest {
  readonly method: string;
  /** Without a query and without keys; printable ASCII. */
  readonly path: string;
  /** 0 where none was sent. */
  readonly status: number;
  /** "no key", "key of sandbox-support", "key of nobody". */
  readonly key: string;
  /** What went wrong on purpose. */
  readonly fault?: FaultKind;
}

/** `POST /v1/chatbot/sandbox-support/message 404 (status), key of sandbox-support` */
export function inOneLine({ method, path, status, fault, key }: LoggedRequest): string {
  return `${method} ${path} ${status}${fault ? ` (${fault})` : ''}, ${key}`;
}

/** A reply, and how it goes wrong if it does. */
interface Decided {
  readonly reply: Reply;
  readonly fault?: Fault;
  /** Of those who look at the log themselves. */
  readonly isControl?: true;
}

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Without one, the chatbots of `sandboxChatbots`. */
  scenario?: Scenario;
  /** Of web pages that may use it; without any, none may. */
  allowedOrigins?: readonly string[];
  /** Told of each request once its status is known. Without it nothing is logged. */
  log?: (request: LoggedRequest) => void;
  /** Told when there is news in `control`. */
  changed?: () => void;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseUrl: string;
  readonly port: number;
  readonly apiKeyOf: (chatbotId: string) => string | undefined;
  readonly chatbots: () => readonly SandboxChatbot[];
  /** Other chatbots from now on; what was said, and keys of chatbots that stay, stay. */
  readonly use: (scenario: Scenario) => void;
  readonly control: Control;
  /** Goes on with a conversation of an earlier start: Userdesk would not have forgotten it. */
  readonly recall: ChatbotApi['recall'];
  /** Ends every connection at once. Resolves when nothing is left. */
  readonly stop: () => Promise<void>;
}

/** What there is without a scenario. */
export const ownScenario: Scenario = { chatbots: sandboxChatbots, seed: 1 };

/** Starts a double of the Userdesk API on this computer; rejects with what `listen` says. */
export async function startSandbox({
  port = 0,
  scenario = ownScenario,
  allowedOrigins = [],
  log,
  changed,
}: SandboxOptions = {}): Promise<Sandbox> {
  let course = courseOf(scenario);
  const control = new Control(changed);
  const api = new ChatbotApi(() => course);
  const decide = async (request: IncomingMessage): Promise<Decided> => {
    checkSender(request, allowedOrigins);
    const controlled = await control.answer(request);
    if (controlled) return { reply: controlled, isControl: true };
    const { chatbot, endpoint, turn, reply } = await api.answer(request);
    const asked = { endpoint, turn, reply: reply.type };
    const fault = control.take(chatbot.id, asked) ?? course.plans.get(chatbot.id)?.next(asked);
    return { reply, ...(fault && { fault }) };
  };
  /** @param keys those that there were when it came */
  const note = (keys: ApiKeys, request: IncomingMessage, decided: Decided) => {
    const { reply, fault, isControl } = decided;
    if (isControl) return;
    const { method = '', headers } = request;
    const logged: LoggedRequest = {
      ...{ method, path: keys.mask(printablePath(request)) },
      ...{ status: statusOf(reply, fault), key: keys.whose(headers.authorization) },
      ...(fault && { fault: fault.kind }),
    };
    control.note(logged);
    log?.(logged);
  };
  const underWay = new Set<Promise<void>>();
  // Nobody may keep a connection busy for ever by sending a body that does not end.
  const server = createServer({ requestTimeout: 30_000 }, (request, response) => {
    if (admit(request, response, allowedOrigins).isAnswered) return;
    const { keys } = course;
    const handled = handle(decide, request, response, (decided) => {
      note(keys, request, decided);
    }).finally(() => underWay.delete(handled));
    underWay.add(handled);
  });
  await listen(server, port);
  // From now on these are connections that were not to be had; the sandbox goes on without them.
  server.on('error', () => undefined);

  const { port: actualPort } = server.address() as AddressInfo;
  return {
    baseUrl: `http://${address}:${actualPort}/v1`,
    port: actualPort,
    apiKeyOf: (chatbotId) => course.keys.of(chatbotId),
    chatbots: () => course.chatbots,
    use: (next) => {
      course = courseOf(next, course.keys);
    },
    control,
    recall: api.recall.bind(api),
    stop: async () => {
      await close(server);
      await Promise.all([...underWay, api.stop()]);
    },
  };
}

/** What is asked for by a scenario, with the keys of the chatbots. */
function courseOf({ chatbots, seed }: Scenario, before?: ApiKeys) {
  const plans = new Map(chatbots.map(({ id, faults = [] }) => [id, new FaultPlan(faults, seed)]));
  return { chatbots, plans, keys: new ApiKeys(chatbots, before) };
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
  note: (decided: Decided) => void,
): Promise<void> {
  const { socket } = request;
  const gone = new AbortController();
  const onClose = () => {
    gone.abort();
  };
  socket.once('close', onClose);
  try {
    const decided = await orRefuse(decide, request);
    if (socket.destroyed) return;
    note(decided);
    const { reply, fault } = decided;
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
  if (fault?.kind === 'status') return fault.status ?? defaultStatus;
  return (fault && sent[fault.kind]) ?? status;
}

/** What is sent in place of the status that there would be. */
const sent: Partial<Record<FaultKind, number>> = {
  redirect: 307,
  ...{ neverAnswers: 0, resetBeforeHeaders: 0, resetInHeaders: 0 },
};

function printablePath({ url = '' }: IncomingMessage): string {
  return url.replace(/\?.*/s, '').replace(/[^\x21-\x7e]/g, '?');
}
