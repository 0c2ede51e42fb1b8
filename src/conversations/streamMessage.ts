import type { Endpoint, UserdeskClient } from '../api/client';
import { isSandbox, type Chatbot } from '../chatbots/chatbot';
import type { SandboxRunner } from '../chatbots/sandboxRunner';
import { untilAborted } from '../support/untilAborted';
import type { Conversation } from './conversation';
import { learnAboutKey, type TriedKeys } from './keyTrial';

export interface StreamMessageParts {
  client: () => Promise<Pick<UserdeskClient, 'streamMessage'>>;
  /** Where this chatbot is asked and with which key. @throws UserdeskError `missingApiKey` … */
  endpointOf: (chatbot: Chatbot) => Promise<Endpoint>;
  keys: TriedKeys;
  sandbox: Pick<SandboxRunner, 'ensure'>;
  /** Milliseconds to the first byte and between pieces; 0 for no limit. Read for each message. */
  timeoutMs: () => number;
}

export interface StreamMessageOptions {
  /** Aborting it stops the answer, or what has to be done before the message is sent. */
  signal: AbortSignal;
  /** Told each piece of the answer, and nothing after the end. */
  onText: (text: string) => void;
}

export type StreamMessage = (
  conversation: Conversation,
  message: string,
  options: StreamMessageOptions,
) => Promise<'done' | 'stopped' | 'unsent'>;

/**
 * Sends one message in a conversation and hands on its answer as it comes. Always with the
 * conversation's ID: a streamed answer carries none. Where it is stopped before that, it is `unsent`.
 * @throws UserdeskError
 */
export function streamMessageWith(parts: StreamMessageParts): StreamMessage {
  return async (conversation, message, { signal, onText }) => {
    const { chatbot, id: conversationId } = conversation;
    const prepared = await untilAborted(signal, () => prepare(parts, conversation));
    if (prepared === undefined) return 'unsent';
    const { client, endpoint } = prepared;
    let accepted: Promise<void> | undefined;
    const accept = () => (accepted ??= parts.keys.accept(chatbot, endpoint.apiKey));
    try {
      const outcome = await client.streamMessage(
        endpoint,
        { conversationId, message },
        {
          signal,
          timeoutMs: parts.timeoutMs(),
          onText: (text) => {
            // Only an accepted key is given an answer.
            void accept();
            onText(text);
          },
        },
      );
      if (outcome === 'done') void accept();
      return outcome;
    } catch (error) {
      await learnAboutKey(parts.keys, chatbot, endpoint.apiKey, error);
      throw error;
    } finally {
      await untilAborted(signal, () => Promise.resolve(accepted));
    }
  };
}

/** What is needed before the message can be sent. */
async function prepare(
  parts: StreamMessageParts,
  { chatbot, id, userName }: Conversation,
): Promise<{ client: Pick<UserdeskClient, 'streamMessage'>; endpoint: Endpoint }> {
  const endpoint = await parts.endpointOf(chatbot);
  // It remembers nothing from its last start; the record does.
  if (isSandbox(chatbot)) (await parts.sandbox.ensure()).recall(chatbot.id, id, userName);
  return { client: await parts.client(), endpoint };
}
