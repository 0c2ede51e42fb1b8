import { checkChatbotId } from './api/chatbotId';
import { UserdeskError } from './api/errors';
import type { Chatbot } from './chatbots/chatbot';
import type { ChatbotRegistry } from './chatbots/chatbotRegistry';
import type { Settings } from './chatbots/settings';
import type { Conversation } from './conversations/conversation';
import type { CreateConversation } from './conversations/createConversation';
import type { FailureReporter } from './support/reportFailure';

/**
 * What `vscode.extensions.getExtension('userdesk-community.userdesk').activate()` gives to other
 * extensions. It takes and returns no API key: keys are set by the person, in VS Code.
 */
export interface UserdeskApi {
  /** Grows when something is added; what is here stays as it is. */
  readonly version: 1;
  /**
   * Creates a conversation and shows nothing.
   * @throws an `Error` with a `code` (such as `missingApiKey`, `apiKeyRefused`, `timedOut`) and
   * a `message` for people. It is not tried again by itself: the conversation may exist.
   */
  createConversation(request: ConversationRequest): Promise<CreatedConversation>;
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
  if (typeof argument !== 'object' || argument === null || !('chatbotId' in argument)) {
    return undefined;
  }
  const { userName, userEmail, reveal } = argument as Record<string, unknown>;
  const given = argument.chatbotId;
  const read = checkChatbotId(
    typeof given === 'string' || typeof given === 'number' ? String(given) : '',
  );
  if ('problem' in read) throw invalid('chatbotId', read.problem);
  for (const [name, value] of Object.entries({ userName, userEmail })) {
    if (value !== undefined && typeof value !== 'string')
      throw invalid(name, `${name} is no text.`);
  }
  if (reveal !== undefined && typeof reveal !== 'boolean') {
    throw invalid('reveal', 'reveal is neither true nor false.');
  }
  return {
    chatbotId: read.id,
    ...(typeof userName === 'string' && { userName }),
    ...(typeof userEmail === 'string' && { userEmail }),
    ...(reveal !== undefined && { reveal }),
  };
}

function invalid(argument: string, reason: string): UserdeskError {
  return new UserdeskError({ code: 'invalidArgument', argument, reason });
}

/** The exported call: same use case, no window. */
export function createForOthers(
  create: CreateConversation,
  registry: Pick<ChatbotRegistry, 'chatbot'>,
  settings: Pick<Settings, 'requestTimeoutMs'>,
  failures: Pick<FailureReporter, 'describe'>,
): UserdeskApi['createConversation'] {
  return async (argument) => {
    let chatbot: Pick<Chatbot, 'id' | 'name'> = { id: '' };
    try {
      const request = readConversationRequest(argument);
      if (!request) throw invalid('chatbotId', 'A chatbotId is needed.');
      const known = registry.chatbot(request.chatbotId);
      chatbot = known;
      const result = await create(known, request, { timeoutMs: settings.requestTimeoutMs });
      // Only a signal cancels, and none was given.
      if (result === 'cancelled') throw new Error('cancelled');
      return toCreated(result);
    } catch (error) {
      const { message } = failures.describe(error, { chatbot, request: 'conversation' });
      const code = error instanceof UserdeskError ? error.code : 'unexpected';
      // No cause: other extensions log errors whole.
      throw Object.assign(new Error(message), { name: 'UserdeskError', code });
    }
  };
}
