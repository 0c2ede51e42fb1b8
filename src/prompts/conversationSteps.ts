import { isSandbox, type Chatbot } from '../chatbots/chatbot';
import { inDetails, keyInText, userEmailProblem } from '../conversations/userDetails';
import { apiKeyStep, submittedKey, type KeyPromptState } from './apiKeyStep';
import { chatbotSteps, type ChatbotPrompts } from './chatbotSteps';
import { askText } from './quickInputs';
import { runSteps, type Step } from './steps';

const title = 'Create Conversation';

/** What the person gave; a key only if one was asked for. */
export interface ConversationInput {
  chatbot: Chatbot;
  apiKey?: string;
  userName: string;
  userEmail: string;
}

/** What the prompts start from. */
export interface ConversationDefaults {
  chatbot?: Chatbot;
  /** The chatbot is no question. */
  isChatbotFixed?: true;
  userName: string;
  userEmail: string;
}

interface ConversationState extends KeyPromptState, ConversationDefaults {
  chatbot?: Chatbot;
}

/**
 * Chatbot, API key if it has none, user name, user e-mail.
 * @returns `undefined` when cancelled.
 */
export async function askConversation(
  prompts: ChatbotPrompts,
  defaults: ConversationDefaults,
): Promise<ConversationInput | undefined> {
  const state: ConversationState = { ...defaults };
  const steps: Step<ConversationState>[] = [
    ...(defaults.isChatbotFixed ? [] : chatbotSteps<ConversationState>(title, prompts)),
    missingKeyStep(prompts),
    userDetailStep(
      'userName',
      'User name (optional)',
      'Name of the user the conversation is with. Leave it empty for an anonymous one.',
    ),
    userDetailStep(
      'userEmail',
      'User email (optional)',
      'E-mail address of the user. Leave it empty for none.',
      userEmailProblem,
    ),
  ];
  if (!(await runSteps(steps, state)) || state.chatbot === undefined) return undefined;
  const { chatbot, userName, userEmail } = state;
  const apiKey = submittedKey(state);
  return { chatbot, userName, userEmail, ...(apiKey !== undefined && { apiKey }) };
}

function missingKeyStep(prompts: ChatbotPrompts): Step<ConversationState> {
  return {
    ...apiKeyStep<ConversationState>(title),
    appliesTo: async ({ chatbot }) =>
      chatbot === undefined ||
      (!isSandbox(chatbot) && (await prompts.apiKeyState(chatbot)) === 'missing'),
  };
}

function submittedKeys(state: ConversationState): string[] {
  const apiKey = submittedKey(state);
  return apiKey === undefined ? [] : [apiKey];
}

function userDetailStep(
  field: 'userName' | 'userEmail',
  placeholder: string,
  prompt: string,
  problemOf: (text: string) => string | undefined = () => undefined,
): Step<ConversationState> {
  return {
    run: async (state, position) => {
      const answer = await askText({
        title,
        placeholder,
        prompt,
        value: state[field],
        position,
        problem: (text) => keyInText(text, submittedKeys(state), inDetails) ?? problemOf(text),
      });
      if (answer === undefined) return 'cancelled';
      state[field] = answer.kind === 'back' ? answer.typed : answer.value;
      return answer.kind === 'back' ? 'back' : 'next';
    },
  };
}
