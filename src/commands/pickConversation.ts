import { isSandbox } from '../chatbots/chatbot';
import { conversationTitle, type Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { askPick } from '../prompts/quickInputs';
import { conversationSummary, type Times } from '../views/conversationTexts';
import { showInformation, withoutIcons } from '../support/notifications';

/** Asks for one of the recorded conversations, the newest first. */
export async function pickConversation(
  title: string,
  store: Pick<ConversationStore, 'list'>,
  times: Times,
): Promise<Conversation | undefined> {
  const conversations = await store.list();
  if (conversations.length === 0) {
    void showInformation('There is no conversation yet. Create one first.');
    return undefined;
  }
  const items = conversations.map((conversation) => toItem(conversation, times));
  const answer = await askPick({ title, placeholder: 'Conversation', items });
  return answer?.kind === 'answer' ? answer.value.conversation : undefined;
}

function toItem(conversation: Conversation, times: Times) {
  const mark = isSandbox(conversation.chatbot) ? '$(beaker)' : '$(comment-discussion)';
  return {
    label: `${mark} ${withoutIcons(conversationTitle(conversation))}`,
    description: withoutIcons(conversation.id),
    detail: withoutIcons(
      conversationSummary(conversation, times.dayAndTime(conversation.createdAt, Date.now())),
    ),
    conversation,
  };
}
