import { isSandbox, type Chatbot } from '../chatbots/chatbot';
import { apiKeyStep, submittedKey } from './apiKeyStep';
import { chatbotSteps, type ChatbotPrompts } from './chatbotSteps';
import { runSteps, type Step } from './steps';
import { userSteps, type UserState } from './userSteps';

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

interface ConversationState extends UserState, ConversationDefaults {
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
    ...userSteps(title, prompts.usersOf),
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
