import { chatbotLabel, isSameChatbot, isSandbox } from '../chatbots/chatbot';
import type { Chatbot } from '../chatbots/chatbot';
import { askPick } from '../prompts/quickInputs';
import { asPart, showInformation, withoutIcons } from '../support/notifications';
import type { CommandParts } from './commandParts';

/** The tree shows the conversations of one chatbot, or all again. */
export async function filterConversations({
  store,
  tree,
}: Pick<CommandParts, 'store' | 'tree'>): Promise<void> {
  const chatbots = await store.chatbots();
  if (chatbots.length === 0) {
    void showInformation('There is no conversation yet. Create one first.');
    return;
  }
  const items: { label: string; description?: string; chatbot?: Chatbot }[] = [
    { label: 'All Chatbots' },
    ...chatbots.map((chatbot) => ({
      label: `${isSandbox(chatbot) ? '$(beaker) ' : ''}${asPart(chatbotLabel(chatbot))}`,
      description: withoutIcons(chatbot.id),
      chatbot,
    })),
  ];
  const current = tree.chatbot;
  const active = items.find(({ chatbot }) =>
    chatbot && current ? isSameChatbot(chatbot, current) : chatbot === current,
  );
  const answer = await askPick({
    ...{ title: 'Filter Conversations', placeholder: 'Chatbot', items },
    ...(active && { active }),
  });
  if (answer?.kind === 'answer') tree.show(answer.value.chatbot);
}
