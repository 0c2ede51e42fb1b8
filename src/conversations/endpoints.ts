import { parseBaseUrl } from '../api/baseUrl';
import type { Endpoint } from '../api/client';
import { UserdeskError } from '../api/errors';
import { isSandbox, type Chatbot } from '../chatbots/chatbot';
import type { SandboxRunner } from '../chatbots/sandboxRunner';

export interface EndpointParts {
  /** The setting, read for each request. */
  apiBaseUrl: () => string;
  apiKeyOf: (chatbot: Chatbot) => Promise<string | undefined>;
  sandbox: Pick<SandboxRunner, 'ensure' | 'baseUrl'>;
}

/**
 * Where a chatbot is asked and with which key. A key goes to the origin it was stored for and to
 * no other, and never to the sandbox, which has keys of its own.
 * @throws UserdeskError
 */
export async function endpointOf(parts: EndpointParts, chatbot: Chatbot): Promise<Endpoint> {
  if (isSandbox(chatbot)) return sandboxEndpoint(parts.sandbox, chatbot.id);
  const { baseUrl, origin } = parseBaseUrl(parts.apiBaseUrl());
  if (leadsTo(parts.sandbox.baseUrl, origin)) {
    const reason = "is the sandbox's own address. Use one of its chatbots instead";
    throw new UserdeskError({ code: 'invalidBaseUrl', reason });
  }
  if (origin !== chatbot.origin) {
    throw new UserdeskError({ code: 'chatbotElsewhere', origin: chatbot.origin, set: origin });
  }
  const apiKey = await parts.apiKeyOf(chatbot);
  if (apiKey === undefined) throw new UserdeskError({ code: 'missingApiKey' });
  return { baseUrl, chatbotId: chatbot.id, apiKey };
}

/** Plain http is taken for loopback alone, which the sandbox is: by any name, the port tells. */
function leadsTo(sandboxUrl: string | undefined, origin: string): boolean {
  const { protocol, port } = new URL(origin);
  return sandboxUrl !== undefined && protocol === 'http:' && port === new URL(sandboxUrl).port;
}

async function sandboxEndpoint(
  runner: EndpointParts['sandbox'],
  chatbotId: string,
): Promise<Endpoint> {
  const sandbox = await runner.ensure();
  const apiKey = sandbox.apiKeyOf(chatbotId);
  if (apiKey === undefined) throw new UserdeskError({ code: 'chatbotNotFound' });
  return { baseUrl: sandbox.baseUrl, chatbotId, apiKey };
}
