import type { Endpoint, RequestOptions, UserDetails, UserdeskClient } from '../api/client';
import { UserdeskError } from '../api/errors';
import type { Chatbot } from '../chatbots/chatbot';
import type { Conversation } from './conversation';
import type { ConversationStore } from './conversationStore';
import { learnAboutKey, type TriedKeys } from './keyTrial';
import { cleanUserDetails, inDetails, keyInText, userEmailProblem } from './userDetails';

export interface CreateConversationParts {
  client: () => Promise<Pick<UserdeskClient, 'createConversation'>>;
  /** Where this chatbot is asked and with which key. @throws UserdeskError `missingApiKey` … */
  endpointOf: (chatbot: Chatbot) => Promise<Endpoint>;
  keys: TriedKeys;
  /** Every key that must not stand in the user details. */
  knownKeys: () => Promise<string[]>;
  store: Pick<ConversationStore, 'add'>;
  /** Told of what could not be recorded, not even in memory. */
  notRecorded: (conversation: Conversation, error: unknown) => void;
  now: () => number;
}

export type CreateConversation = (
  chatbot: Chatbot,
  details: UserDetails,
  options: RequestOptions,
) => Promise<Conversation | 'cancelled'>;

/**
 * The use case behind every door: one request, and the conversation is in the record before
 * anybody hears of it. Its ID is given whatever the record does.
 * @throws UserdeskError
 */
export function createConversationWith(parts: CreateConversationParts): CreateConversation {
  return async (chatbot, rawDetails, options) => {
    const details = cleanUserDetails(rawDetails);
    const endpoint = await parts.endpointOf(chatbot);
    check(details, [endpoint.apiKey, ...(await parts.knownKeys())]);
    const client = await parts.client();
    const outcome = await client
      .createConversation(endpoint, details, options)
      .catch(async (error: unknown) => {
        await learnAboutKey(parts.keys, chatbot, endpoint.apiKey, error);
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
    await parts.store.add(conversation).catch((error: unknown) => {
      parts.notRecorded(conversation, error);
    });
    await parts.keys.accept(chatbot, endpoint.apiKey);
    return conversation;
  };
}

function check({ userName = '', userEmail = '' }: UserDetails, keys: string[]): void {
  const problems = {
    userName: keyInText(userName, keys, inDetails),
    userEmail: keyInText(userEmail, keys, inDetails) ?? userEmailProblem(userEmail),
  };
  for (const [argument, reason] of Object.entries(problems)) {
    if (reason !== undefined) {
      throw new UserdeskError({ code: 'invalidArgument', argument, reason });
    }
  }
}
