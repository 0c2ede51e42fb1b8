import { checkConversationId } from '../api/conversationId';
import { conversationById } from '../conversations/conversationById';
import { chatbotSteps, type ChatbotState } from '../prompts/chatbotSteps';
import { askText } from '../prompts/quickInputs';
import { runSteps, type Step } from '../prompts/steps';
import type { CommandParts } from './commandParts';

const title = 'Open Conversation by ID';

interface ByIdState extends ChatbotState {
  conversationId: string;
}

/** Opens a conversation that was not created here, so that one can go on with it. */
export async function openConversationById({
  prompts,
  registry,
  panels,
  store,
}: Pick<CommandParts, 'prompts' | 'registry' | 'panels' | 'store'>): Promise<void> {
  const chatbot = panels.active?.chatbot ?? registry.default;
  const state: ByIdState = { conversationId: '', ...(chatbot && { chatbot }) };
  const steps = [...chatbotSteps<ByIdState>(title, prompts), enterConversationId];
  if (!(await runSteps(steps, state)) || !state.chatbot) return;
  const read = checkConversationId(state.conversationId);
  if ('problem' in read) return;
  const { chatbot: chosen } = state;
  const { conversation, isRecorded } = await conversationById(store, chosen, read.id, Date.now());
  if (!isRecorded) await store.add(conversation);
  await panels.show(conversation);
}

const enterConversationId: Step<ByIdState> = {
  run: async (state, position) => {
    const answer = await askText({
      title,
      placeholder: 'Conversation ID',
      prompt:
        "Earlier messages cannot be fetched from Userdesk. It may be a real customer's conversation: what you send is part of it.",
      value: state.conversationId,
      position,
      problem: (text) => {
        const read = checkConversationId(text);
        return 'problem' in read ? read.problem : undefined;
      },
    });
    if (answer === undefined) return 'cancelled';
    state.conversationId = answer.kind === 'back' ? answer.typed : answer.value;
    return answer.kind === 'back' ? 'back' : 'next';
  },
};
