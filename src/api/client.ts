import { cleanApiKey } from './apiKeyText';
import { parseBaseUrl } from './baseUrl';
import { checkChatbotId } from './chatbotId';
import { UserdeskError } from './errors';
import type { Exchange } from './exchange';
import type { StreamOptions } from './messageStream';
import type { RequestOptions } from './requestWatch';
import type { FetchFunction, JsonRequest } from './transport';

export type { Exchange, FetchFunction, RequestOptions, StreamOptions };

/** One chatbot of one Userdesk, and what opens it. */
export interface Endpoint {
  /** "https://api.userdesk.io/v1": https, or http on loopback. */
  baseUrl: string;
  chatbotId: string;
  apiKey: string;
}

/** Who talks to the chatbot. An empty text counts as none. */
export interface UserDetails {
  userName?: string;
  userEmail?: string;
}

/** What is said in a conversation that exists. */
export interface OutgoingMessage {
  conversationId: string;
  message: string;
}

export type CreateOutcome =
  | { outcome: 'created'; conversationId: string; greeting?: string }
  /** Stopped by the caller. Userdesk may have created a conversation all the same. */
  | { outcome: 'cancelled' };

/**
 * Userdesk's public API (https://docs.userdesk.io/api). Knows no settings, no secrets and no
 * window; sends with the `fetch` it is given and reports every exchange, failed or not, to
 * `onExchange`. What sending takes is loaded with the first request.
 */
export class UserdeskClient {
  constructor(
    private readonly fetch: FetchFunction,
    private readonly onExchange: (exchange: Exchange) => void = () => undefined,
  ) {}

  /**
   * Starts a conversation: one POST, never repeated. Rejects with a UserdeskError; being aborted
   * is an outcome. Arguments that cannot be sent are refused before anything is.
   *
   * Source: Userdesk documentation, "Create a conversation"
   * (https://docs.userdesk.io/api/create-a-conversation).
   */
  async createConversation(
    endpoint: Endpoint,
    details: UserDetails,
    options: RequestOptions,
  ): Promise<CreateOutcome> {
    const request = requestTo(endpoint, 'conversation', withoutEmpty(details));
    const [{ exchangeJson }, { readConversation }] = await Promise.all([
      import('./exchange'),
      import('./responses'),
    ]);
    const created = await exchangeJson(
      this.fetch,
      request,
      options,
      readConversation,
      this.onExchange,
    );
    return created ? { outcome: 'created', ...created } : { outcome: 'cancelled' };
  }

  /**
   * Says something in a conversation: one POST, never repeated; the answer goes to
   * `options.onText` as it comes. Rejects with a UserdeskError, or with what `onText` threw. Where
   * it is stopped, Userdesk may go on writing.
   *
   * Source: Userdesk documentation, "Send a message" (https://docs.userdesk.io/api/send-a-message).
   */
  async streamMessage(
    endpoint: Endpoint,
    { conversationId, message }: OutgoingMessage,
    options: StreamOptions,
  ): Promise<'done' | 'stopped'> {
    // Without its ID a new conversation would be created, and the ID of that be lost.
    if (conversationId.trim() === '')
      throw invalid('conversationId', 'The conversation has no ID.');
    if (message.trim() === '') throw invalid('message', 'The message is empty.');
    const request = requestTo(endpoint, 'message', { message, conversationId, stream: true });
    const { exchangeText } = await import('./messageStream');
    return (await exchangeText(this.fetch, request, options, this.onExchange)) ?? 'stopped';
  }
}

function requestTo(endpoint: Endpoint, action: string, body: object): JsonRequest {
  const { baseUrl } = parseBaseUrl(endpoint.baseUrl);
  const chatbot = checkChatbotId(endpoint.chatbotId);
  if ('problem' in chatbot) throw invalid('chatbotId', chatbot.problem);
  if (endpoint.apiKey === '') throw new UserdeskError({ code: 'missingApiKey' });
  const apiKey = cleanApiKey(endpoint.apiKey);
  if ('problem' in apiKey) throw invalid('apiKey', apiKey.problem);
  return {
    url: new URL(`${baseUrl}/chatbot/${encodeURIComponent(chatbot.id)}/${action}`),
    apiKey: apiKey.key,
    body: JSON.stringify(body),
  };
}

function withoutEmpty({ userName, userEmail }: UserDetails): UserDetails {
  return {
    ...(userName?.trim() && { userName }),
    ...(userEmail?.trim() && { userEmail }),
  };
}

function invalid(argument: string, reason: string): UserdeskError {
  return new UserdeskError({ code: 'invalidArgument', argument, reason });
}
