import { readChatbotId } from '../api/chatbotId';
import { isSandboxId } from './chatbot';
import type { SandboxRunner } from './sandboxRunner';

/** A sentence on why this is no chatbot's ID, or `undefined`. */
export function chatbotIdProblem(
  text: string,
  apiBaseUrl: string,
  sandbox: Pick<SandboxRunner, 'canHave'>,
): string | undefined {
  const read = readChatbotId(text, apiBaseUrl);
  if ('problem' in read) return read.problem;
  const { id } = read;
  return isSandboxId(id) && !sandbox.canHave(id)
    ? 'IDs that start with "sandbox-" belong to the sandbox, and it has no such chatbot.'
    : undefined;
}
