import * as vscode from 'vscode';
import { cleanApiKey } from '../api/apiKeyText';
import { chatbotName, isSameChatbot, quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import type { ChatbotState } from './chatbotSteps';
import { askText, type Answer } from './quickInputs';
import type { Step, StepPosition } from './steps';

/** Userdesk's page on making a key. */
const apiKeyDocumentation = 'https://docs.userdesk.io/api/authentication';

export interface KeyPromptState extends ChatbotState {
  /** The key as typed so far and whom it is for: with another chatbot it is forgotten. */
  key?: { chatbot: Chatbot; text: string; submitted: boolean };
}

/** Asks for the key of the chatbot that an earlier step has chosen. */
export function apiKeyStep<S extends KeyPromptState>(title: string): Step<S> {
  return {
    run: async (state, position) => {
      const { chatbot, key } = state;
      if (chatbot === undefined) return 'cancelled';
      const typed = key && isSameChatbot(key.chatbot, chatbot) ? key.text : '';
      const answer = await askApiKey(title, chatbot, typed, position);
      if (answer === undefined) return 'cancelled';
      const submitted = answer.kind === 'answer';
      state.key = { chatbot, text: submitted ? answer.value : answer.typed, submitted };
      return submitted ? 'next' : 'back';
    },
  };
}

export function submittedKey({ chatbot, key }: KeyPromptState): string | undefined {
  const isForChatbot = chatbot && key?.submitted && isSameChatbot(key.chatbot, chatbot);
  return isForChatbot ? key.text : undefined;
}

/** Asks for a chatbot's key in a masked box; the answer is the key, cleaned. */
export async function askApiKey(
  title: string,
  chatbot: Chatbot,
  typed: string,
  position?: StepPosition,
): Promise<Answer<string>> {
  const named =
    chatbotName(chatbot) === undefined ? chatbot.id : `${quoteChatbot(chatbot)} (${chatbot.id})`;
  const answer = await askText({
    title,
    placeholder: 'API key',
    prompt: `The API key of chatbot ${named}. It is kept in VS Code's secret storage.`,
    value: typed,
    password: true,
    ...(position && { position }),
    button: {
      icon: 'question',
      tooltip: 'How to Get an API Key',
      run: () => void vscode.env.openExternal(vscode.Uri.parse(apiKeyDocumentation)),
    },
    problem: (text) => {
      const cleaned = cleanApiKey(text);
      return 'problem' in cleaned ? cleaned.problem : undefined;
    },
  });
  if (answer?.kind !== 'answer') return answer;
  const cleaned = cleanApiKey(answer.value);
  return 'problem' in cleaned ? undefined : { kind: 'answer', value: cleaned.key };
}
