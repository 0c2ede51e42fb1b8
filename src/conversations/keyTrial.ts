import { UserdeskError } from '../api/errors';
import type { ApiKeyStore } from '../chatbots/apiKeyStore';
import type { Chatbot } from '../chatbots/chatbot';

export type TriedKeys = Pick<ApiKeyStore, 'accept' | 'refuse'>;

/** What an error says about the key that was sent with the request. */
export async function learnAboutKey(
  keys: TriedKeys,
  chatbot: Chatbot,
  apiKey: string,
  error: unknown,
): Promise<void> {
  if (!(error instanceof UserdeskError)) return;
  const { failure } = error;
  if (failure.code === 'apiKeyRefused' || failure.code === 'chatbotForbidden') {
    keys.refuse(chatbot, apiKey);
  }
  // Userdesk knew the key, and says no for another reason, or something that we don't understand.
  const saysNo = failure.code === 'requestRejected' && failure.status < 300;
  if (saysNo || (failure.code === 'unexpectedResponse' && failure.answersKey)) {
    await keys.accept(chatbot, apiKey);
  }
}
