import { readChatbotId } from '../api/chatbotId';
import { sandboxChatbots } from '../sandbox/chatbots';
import { isSandboxId } from './chatbot';

/** A sentence on why this is no chatbot's ID, or `undefined`. */
export function chatbotIdProblem(text: string, apiBaseUrl: string): string | undefined {
  const read = readChatbotId(text, apiBaseUrl);
  if ('problem' in read) return read.problem;
  const { id } = read;
  return isSandboxId(id) && !sandboxChatbots.some((chatbot) => chatbot.id === id)
    ? 'IDs that start with "sandbox-" belong to the sandbox, and it has no such chatbot.'
    : undefined;
}
