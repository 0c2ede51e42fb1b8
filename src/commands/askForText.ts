import type { ApiKeyStore } from '../chatbots/apiKeyStore';
import { keyInText } from '../conversations/userDetails';
import { askText } from '../prompts/quickInputs';

const longestText = 500;

/** A line about a conversation, which is kept: no API key. @returns `undefined` when cancelled. */
export async function askForText(
  keys: Pick<ApiKeyStore, 'all'>,
  options: { title: string; placeholder: string; prompt: string; value: string },
): Promise<string | undefined> {
  const apiKeys = await keys.all();
  const answer = await askText({
    ...options,
    problem: (text) =>
      text.length > longestText
        ? `This is longer than ${longestText} characters.`
        : keyInText(text, apiKeys, 'the record'),
  });
  return answer?.kind === 'answer' ? answer.value.trim() : undefined;
}
