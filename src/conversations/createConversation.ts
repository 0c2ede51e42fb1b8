import type { Endpoint, RequestOptions, UserDetails, UserdeskClient } from '../api/client';
import { UserdeskError } from '../api/errors';
import type { ApiKeyStore } from '../chatbots/apiKeyStore';
import type { Chatbot } from '../chatbots/chatbot';
import type { Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';
import { cleanUserDetails, keyInUserDetails, userEmailProblem } from './userDetails';

export interface CreateConversationParts {
  client: () => Promise<Pick<UserdeskClient, 'createConversation'>>;
  /** Where this chatbot is asked and with which key. @throws UserdeskError `missingApiKey` … */
  endpointOf: (chatbot: Chatbot) => Promise<Endpoint>;
  keys: Pick<ApiKeyStore, 'accept' | 'refuse'>;
  store: Pick<ConversationStore, 'add'>;
  now: () => number;
}

export type CreateConversation = (
  chatbot: Chatbot,
  details: UserDetails,
  options: RequestOptions,
) => Promise<Conversation | 'cancelled'>;

/**
 * The use case behind every door: one request, and the conversation is in the record before
 * anybody hears of it.
 * @throws UserdeskError
 */
export function createConversationWith(parts: CreateConversationParts): CreateConversation {
  return async (chatbot, rawDetails, options) => {
    const details = cleanUserDetails(rawDetails);
    const endpoint = await parts.endpointOf(chatbot);
    check(details, endpoint.apiKey);
    const client = await parts.client();
    const outcome = await client
      .createConversation(endpoint, details, options)
      .catch(async (error: unknown) => {
        await learnAboutKey(parts, chatbot, endpoint.apiKey, error);
        throw error;
      });
    if (outcome.outcome === 'cancelled') return 'cancelled';
    const { origin, id, name } = chatbot;
    const conversation: Conversation = {
      chatbot: { origin, id, ...(name !== undefined && { name }) },
      id: outcome.conversationId,
      ...(outcome.greeting !== undefined && { greeting: outcome.greeting }),
      ...details,
      createdAt: parts.now(),
    };
    await parts.store.add(conversation);
    await parts.keys.accept(chatbot, endpoint.apiKey);
    return conversation;
  };
}

function check({ userName = '', userEmail = '' }: UserDetails, apiKey: string): void {
  const problems = {
    userName: keyInUserDetails(userName, apiKey),
    userEmail: keyInUserDetails(userEmail, apiKey) ?? userEmailProblem(userEmail),
  };
  for (const [argument, reason] of Object.entries(problems)) {
    if (reason !== undefined) {
      throw new UserdeskError({ code: 'invalidArgument', argument, reason });
    }
  }
}

/** What an error says about the key that was sent with the request. */
async function learnAboutKey(
  parts: CreateConversationParts,
  chatbot: Chatbot,
  apiKey: string,
  error: unknown,
): Promise<void> {
  if (!(error instanceof UserdeskError)) return;
  const { failure } = error;
  if (failure.code === 'apiKeyRefused' || failure.code === 'chatbotForbidden') {
    parts.keys.refuse(chatbot, apiKey);
  }
  // Userdesk knew the key, and says no for another reason, or something that we don't understand.
  const saysNo = failure.code === 'requestRejected' && failure.status < 300;
  if (saysNo || (failure.code === 'unexpectedResponse' && failure.answersKey)) {
    await parts.keys.accept(chatbot, apiKey);
  }
}
