import { checkChatbotId } from './api/chatbotId';
import { checkConversationId } from './api/conversationId';
import { UserdeskError } from './api/errors';
import type { Chatbot } from './chatbots/chatbot';
import type { ChatbotRegistry } from './chatbots/chatbotRegistry';
import type { Settings } from './chatbots/settings';
import type { Conversation } from './conversations/conversation';
import type { CreateConversation } from './conversations/createConversation';
import type { SendMessage } from './conversations/sendMessage';
import type { FailureSubject } from './support/describeFailure';
import type { FailureReporter } from './support/reportFailure';

/**
 * What `vscode.extensions.getExtension('userdesk-community.userdesk').activate()` gives to other
 * extensions. It takes and returns no API key: keys are set by the person, in VS Code.
 */
export interface UserdeskApi {
  /** Grows when something is added; what is here stays as it is. */
  readonly version: 2;
  /**
   * Creates a conversation and shows nothing.
   * @throws an `Error` with a `code` (such as `missingApiKey`, `apiKeyRefused`, `timedOut`) and
   * a `message` for people. It is not tried again by itself: the conversation may exist.
   */
  createConversation(request: ConversationRequest): Promise<CreatedConversation>;
  /**
   * Sends a message in a conversation, shows nothing, and resolves when the whole answer is there.
   * Both are recorded, and a panel of the conversation shows them as they come.
   * @throws as `createConversation`; also `conversationBusy` while another answer is under way,
   * `answerCut` and `answerStalled` if it broke off, and `answerStopped` if a person stopped it.
   * What came by then is in the record. It is not sent again by itself: it may have arrived.
   */
  sendMessage(request: MessageRequest): Promise<SentMessage>;
}

/** Also the argument of the command `userdesk.createConversation`. */
export interface ConversationRequest {
  chatbotId: string;
  userName?: string;
  userEmail?: string;
}

export interface CreatedConversation {
  chatbotId: string;
  conversationId: string;
  /** The chatbot's first message, if one is configured. */
  greeting?: string;
}

/** Also the argument of the command `userdesk.sendMessage`. */
export interface MessageRequest {
  chatbotId: string;
  conversationId: string;
  message: string;
}

export interface SentMessage {
  /** The chatbot's answer, as Markdown. */
  response: string;
}

export function toCreated({ chatbot, id, greeting }: Conversation): CreatedConversation {
  return {
    chatbotId: chatbot.id,
    conversationId: id,
    ...(greeting !== undefined && { greeting }),
  };
}

/**
 * Reads what a caller gave.
 * @returns `undefined` if it names no chatbot, as what VS Code's menus pass.
 * @throws UserdeskError `invalidArgument`
 */
export function readConversationRequest(
  argument: unknown,
): (ConversationRequest & { reveal?: boolean }) | undefined {
  if (!namesChatbot(argument)) return undefined;
  const { userName, userEmail, reveal } = argument;
  const chatbotId = readChatbotId(argument);
  for (const [name, value] of Object.entries({ userName, userEmail })) {
    if (value !== undefined && typeof value !== 'string')
      throw invalid(name, `${name} is no text.`);
  }
  if (reveal !== undefined && typeof reveal !== 'boolean') {
    throw invalid('reveal', 'reveal is neither true nor false.');
  }
  return {
    chatbotId,
    ...(typeof userName === 'string' && { userName }),
    ...(typeof userEmail === 'string' && { userEmail }),
    ...(reveal !== undefined && { reveal }),
  };
}

/** The same for a message. */
export function readMessageRequest(argument: unknown): MessageRequest | undefined {
  if (!namesChatbot(argument)) return undefined;
  const { conversationId, message } = argument;
  const chatbotId = readChatbotId(argument);
  const read = checkConversationId(typeof conversationId === 'string' ? conversationId : '');
  if ('problem' in read) throw invalid('conversationId', read.problem);
  if (typeof message !== 'string') throw invalid('message', 'message is no text.');
  return { chatbotId, conversationId: read.id, message };
}

function namesChatbot(argument: unknown): argument is Record<string, unknown> {
  return typeof argument === 'object' && argument !== null && 'chatbotId' in argument;
}

function readChatbotId({ chatbotId }: Record<string, unknown>): string {
  const isText = typeof chatbotId === 'string' || typeof chatbotId === 'number';
  const read = checkChatbotId(isText ? String(chatbotId) : '');
  if ('problem' in read) throw invalid('chatbotId', read.problem);
  return read.id;
}

function invalid(argument: string, reason: string): UserdeskError {
  return new UserdeskError({ code: 'invalidArgument', argument, reason });
}

export interface ApiParts {
  create: CreateConversation;
  send: SendMessage;
  registry: Pick<ChatbotRegistry, 'chatbot'>;
  settings: Pick<Settings, 'requestTimeoutMs'>;
  failures: Pick<FailureReporter, 'describe'>;
}

/** The exported calls: the same use cases, no window. */
export function apiForOthers(parts: ApiParts): Omit<UserdeskApi, 'version'> {
  const { create, registry, settings } = parts;
  return {
    createConversation: (argument) =>
      forOthers(parts, 'conversation', async (subject) => {
        const request = readConversationRequest(argument);
        if (!request) throw invalid('chatbotId', 'A chatbotId is needed.');
        const chatbot = subject(registry.chatbot(request.chatbotId));
        const result = await create(chatbot, request, { timeoutMs: settings.requestTimeoutMs });
        // Only a signal cancels, and none was given.
        if (result === 'cancelled') throw new Error('cancelled');
        return toCreated(result);
      }),
    sendMessage: (argument) =>
      forOthers(parts, 'message', async (subject) => {
        const request = readMessageRequest(argument);
        if (!request) throw invalid('chatbotId', 'A chatbotId is needed.');
        const chatbot = subject(registry.chatbot(request.chatbotId));
        const response = await parts.send(chatbot, request.conversationId, request.message);
        return { response };
      }),
  };
}

/** Turns a failure into what other extensions get: a `code`, a sentence, and nothing underneath. */
async function forOthers<T>(
  { failures }: Pick<ApiParts, 'failures'>,
  request: FailureSubject['request'],
  call: (subject: (chatbot: Chatbot) => Chatbot) => Promise<T>,
): Promise<T> {
  let chatbot: Pick<Chatbot, 'id' | 'name'> = { id: '' };
  try {
    return await call((known) => {
      chatbot = known;
      return known;
    });
  } catch (error) {
    const { message } = failures.describe(error, { chatbot, request });
    const code = error instanceof UserdeskError ? error.code : 'unexpected';
    // No cause: other extensions log errors whole.
    throw Object.assign(new Error(message), { name: 'UserdeskError', code });
  }
}
