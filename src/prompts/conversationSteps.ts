import { isSameChatbot, isSandbox, type Chatbot } from '../chatbots/chatbot';
import { inDetails, keyInText, userEmailProblem } from '../conversations/userDetails';
import { askApiKey, chatbotSteps, type ChatbotPrompts, type ChatbotState } from './chatbotSteps';
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

interface ConversationState extends ChatbotState, ConversationDefaults {
  chatbot?: Chatbot;
  /** The key as typed so far and whom it is for: with another chatbot it is forgotten. */
  key?: { chatbot: Chatbot; text: string; submitted: boolean };
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
    apiKeyStep(prompts),
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

function apiKeyStep(prompts: ChatbotPrompts): Step<ConversationState> {
  return {
    appliesTo: async ({ chatbot }) =>
      chatbot === undefined || !(isSandbox(chatbot) || (await prompts.hasApiKey(chatbot))),
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

function submittedKey({ chatbot, key }: ConversationState): string | undefined {
  const isForChatbot = chatbot && key?.submitted && isSameChatbot(key.chatbot, chatbot);
  return isForChatbot ? key.text : undefined;
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
        problem: (text) => keyInText(text, submittedKey(state), inDetails) ?? problemOf(text),
      });
      if (answer === undefined) return 'cancelled';
      state[field] = answer.kind === 'back' ? answer.typed : answer.value;
      return answer.kind === 'back' ? 'back' : 'next';
    },
  };
}
