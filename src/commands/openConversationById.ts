import { checkConversationId } from '../api/conversationId';
import { quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import {
  conversationById,
  recordedOtherwise,
  type ConversationById,
} from '../conversations/conversationById';
import type { ConversationStore } from '../conversations/conversationStore';
import { chatbotSteps, type ChatbotState } from '../prompts/chatbotSteps';
import { askText } from '../prompts/quickInputs';
import { runSteps, type Step } from '../prompts/steps';
import { showWarning } from '../support/notifications';
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
  failures,
}: Pick<CommandParts, 'prompts' | 'registry' | 'panels' | 'store' | 'failures'>): Promise<void> {
  const chatbot = panels.active?.chatbot ?? registry.default;
  const state: ByIdState = { conversationId: '', ...(chatbot && { chatbot }) };
  const steps = [...chatbotSteps<ByIdState>(title, prompts), enterConversationId];
  if (!(await runSteps(steps, state)) || !state.chatbot) return;
  const read = checkConversationId(state.conversationId);
  if ('problem' in read) return;
  const { chatbot: chosen } = state;
  const { conversation, is } = await recordedById(store, chosen, read.id);
  if (is !== 'ofAnotherChatbot') {
    await panels.show(conversation);
    return;
  }
  void failures.attempt(async () => {
    const open = `Open with ${quoteChatbot(conversation.chatbot)}`;
    const answer = await showWarning(recordedOtherwise(conversation), open);
    if (answer === open) await panels.show(conversation);
  });
}

/** In the record, if need be from now on; one that was being deleted there is back as it was. */
async function recordedById(
  store: Pick<ConversationStore, 'get' | 'add'>,
  chatbot: Chatbot,
  id: string,
): Promise<ConversationById> {
  const asked = await conversationById(store, chatbot, id, Date.now());
  if (asked.is !== 'new') return asked;
  await store.add(asked.conversation);
  return conversationById(store, chatbot, id, Date.now());
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
