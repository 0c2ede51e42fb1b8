import { isSandbox, quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import { apiKeyStep, askApiKey, submittedKey, type KeyPromptState } from '../prompts/apiKeyStep';
import { chatbotSteps } from '../prompts/chatbotSteps';
import { runSteps, type Step } from '../prompts/steps';
import type { CommandParts } from './commandParts';
import { showInformation, showStatus } from '../support/notifications';

const title = 'Set API Key';

/** Stores the key as given: no call could prove it without creating a conversation. */
export async function setApiKey({
  prompts,
  registry,
  keys,
}: Pick<CommandParts, 'prompts' | 'registry' | 'keys'>): Promise<void> {
  const likely = registry.default;
  const state: KeyPromptState = likely ? { chatbot: likely } : {};
  if (!(await runSteps([...chatbotSteps(title, prompts), enterApiKey], state))) return;
  const { chatbot } = state;
  const apiKey = submittedKey(state);
  if (chatbot && apiKey !== undefined) await store(chatbot, apiKey, keys);
}

const enterApiKey: Step<KeyPromptState> = {
  run: (state, position) => {
    const { chatbot } = state;
    if (!chatbot || !isSandbox(chatbot)) return apiKeyStep(title).run(state, position);
    explainSandboxKeys(chatbot);
    return Promise.resolve('cancelled');
  },
};

export async function setApiKeyOf(chatbot: Chatbot, keys: CommandParts['keys']): Promise<void> {
  if (isSandbox(chatbot)) {
    explainSandboxKeys(chatbot);
    return;
  }
  const answer = await askApiKey(title, chatbot, '');
  if (answer?.kind === 'answer') await store(chatbot, answer.value, keys);
}

async function store(chatbot: Chatbot, apiKey: string, keys: CommandParts['keys']): Promise<void> {
  await keys.store(chatbot, apiKey);
  showStatus(`API key of ${quoteChatbot(chatbot)} set.`);
}

export function explainSandboxKeys(chatbot: Chatbot): void {
  void showInformation(
    `${quoteChatbot(chatbot)} is a chatbot of the sandbox, which makes its own keys.`,
  );
}
