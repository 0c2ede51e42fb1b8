import type { IncomingMessage } from 'node:http';
import { answerOf } from './answers';
import type { ApiKeys } from './apiKeys';
import type { SandboxChatbot } from './chatbots';
import { ConversationMemory, setUserName } from './conversationMemory';
import { Patterns } from './patterns';
import type { Reply } from './reply';
import { Refusal } from './reply';
import type { RequestBody } from './requestBody';
import type { Endpoint } from './faultPlan';
import { optionalBoolean, optionalString, readBody } from './requestBody';

export interface Answered {
  readonly chatbot: SandboxChatbot;
  readonly endpoint: Endpoint;
  /** 0 for the creation of a conversation, 1 for its first message. */
  readonly turn: number;
  readonly reply: Reply;
}

/** The two endpoints of the Userdesk API, as they are documented. */
export class ChatbotApi {
  readonly #conversations = new ConversationMemory();
  readonly #patterns = new Patterns();

  /** @param current what it is to be at the moment */
  constructor(
    private readonly current: () => {
      readonly chatbots: readonly SandboxChatbot[];
      readonly keys: ApiKeys;
    },
  ) {}

  /** Knows a conversation of an earlier start again, unless it knows it already. */
  recall(chatbotId: string, conversationId: string, userName: string | undefined): void {
    if (this.#conversations.find(conversationId, chatbotId)) return;
    this.#conversations.create(chatbotId, userName, conversationId);
  }

  /** Throws a `Refusal` for a request that the API would not accept. */
  async answer(request: IncomingMessage): Promise<Answered> {
    const { chatbot, endpoint } = this.#findEndpoint(request.url ?? '');
    if (request.method !== 'POST') {
      throw new Refusal(405, 'Only POST is understood here', { Allow: 'POST' });
    }
    this.current().keys.check(request.headers.authorization, chatbot.id);
    const body = await readBody(request);
    const answered =
      endpoint === 'conversation'
        ? this.#createConversation(chatbot, body)
        : await this.#sendMessage(chatbot, body);
    return { chatbot, endpoint, ...answered };
  }

  stop(): Promise<void> {
    return this.#patterns.stop();
  }

  #createConversation(
    chatbot: SandboxChatbot,
    body: RequestBody,
  ): Pick<Answered, 'turn' | 'reply'> {
    const { userName } = readUser(body);
    throwFailure(chatbot);
    const { id } = this.#conversations.create(chatbot.id, userName);
    return { turn: 0, reply: success(id, chatbot.greeting, chatbot) };
  }

  async #sendMessage(
    chatbot: SandboxChatbot,
    body: RequestBody,
  ): Promise<Pick<Answered, 'turn' | 'reply'>> {
    const message = optionalString(body, 'message');
    if (!message?.trim()) throw new Refusal(400, '"message" is required and must not be empty');
    const conversationId = optionalString(body, 'conversationId');
    const stream = optionalBoolean(body, 'stream');
    const { userName } = readUser(body);
    throwFailure(chatbot);

    const conversation =
      conversationId === undefined
        ? this.#conversations.create(chatbot.id, userName)
        : this.#conversations.find(conversationId, chatbot.id);
    if (!conversation) throw new Refusal(404, 'There is no such conversation');
    setUserName(conversation, userName);
    conversation.turns += 1;
    const { turns: turn } = conversation;
    const asked = { message, number: turn, userName: conversation.userName };
    const text = await answerOf(chatbot, asked, this.#patterns);
    const { delivery } = chatbot;
    return {
      turn,
      reply: stream
        ? { type: 'textStream', status: 200, text, delivery }
        : success(conversation.id, text, chatbot),
    };
  }

  #findEndpoint(target: string): Pick<Answered, 'chatbot' | 'endpoint'> {
    // Matched as it was sent: a parsed URL would have resolved a `..` to somewhere else.
    const match = /^\/v1\/chatbot\/([^/?]+)\/(conversation|message)(?:\?|$)/.exec(target);
    const [, encodedId, endpoint] = match ?? [];
    if (!encodedId || !endpoint) throw new Refusal(404, 'There is nothing at this address');
    const id = decode(encodedId);
    const chatbot = this.current().chatbots.find((candidate) => candidate.id === id);
    if (!chatbot) throw new Refusal(404, 'The sandbox has no such chatbot');
    return { chatbot, endpoint: endpoint as Endpoint };
  }
}

function throwFailure({ failure }: SandboxChatbot): void {
  if (failure) throw new Refusal(failure.status, failure.error);
}

/** Without a first message, `response` is left out. */
function success(
  conversationId: string,
  response: string | undefined,
  { delivery }: SandboxChatbot,
): Reply {
  const body = { success: true, conversationId, response };
  return { type: 'json', status: 200, body, delivery };
}

/** The sandbox has no use for the e-mail, but refuses what the API would not take. */
function readUser(body: RequestBody): { userName?: string } {
  optionalString(body, 'userEmail');
  return { userName: optionalString(body, 'userName') };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
