import * as vscode from 'vscode';
import { isSandbox } from '../chatbots/chatbot';
import type { Conversation } from '../conversations/conversation';
import type { ConversationStore } from '../conversations/conversationStore';
import { recordedTitle } from '../conversations/recordedTitle';
import { askFound } from '../prompts/findPick';
import type { RecordedConversation, SearchHit } from '../record/protocol';
import { showInformation, withoutIcons } from '../support/notifications';
import { conversationSummary, type Times } from '../views/conversationTexts';

/** From so many characters on it is searched; before, the newest are shown. */
const shortestSearch = 2;
const mostShown = 50;

interface ConversationItem extends vscode.QuickPickItem {
  conversation?: RecordedConversation;
}

/** Asks for one of the recorded conversations: the newest, or those in which a text is found. */
export async function pickConversation(
  title: string,
  store: Pick<ConversationStore, 'newest' | 'search'>,
  times: Times,
): Promise<Conversation | undefined> {
  const newest = await store.newest(mostShown);
  if (newest.length === 0) {
    void showInformation('There is no conversation yet. Create one first.');
    return undefined;
  }
  const find = async (text: string): Promise<ConversationItem[]> => {
    const words = text.trim();
    if (Array.from(words).length < shortestSearch) return newest.map((each) => toItem(each, times));
    const found = await store.search(words);
    if (found === 'superseded') return [];
    const { mode, hits } = found;
    return [
      ...(mode === 'like' && hits.length > 0 ? [likeItem()] : []),
      ...hits.map((hit) => hitItem(hit, times)),
    ];
  };
  const answer = await askFound<ConversationItem>({ title, placeholder: 'Conversation', find });
  return answer?.kind === 'answer' ? answer.value.conversation : undefined;
}

export function toItem(conversation: RecordedConversation, times: Times): ConversationItem {
  const mark = isSandbox(conversation.chatbot) ? '$(beaker)' : '$(comment-discussion)';
  return {
    label: `${mark} ${withoutIcons(recordedTitle(conversation))}`,
    description: withoutIcons(conversation.id),
    detail: withoutIcons(
      conversationSummary(conversation, times.dayAndTime(conversation.createdAt, Date.now())),
    ),
    conversation,
  };
}

/** What stands in the row already needs no line of its own. */
const shownPlaces: SearchHit['place'][] = ['id', 'title', 'user'];

function hitItem({ conversation, place, text }: SearchHit, times: Times): ConversationItem {
  const item = toItem(conversation, times);
  if (shownPlaces.includes(place) || recordedTitle(conversation).includes(text)) return item;
  return { ...item, detail: `${withoutIcons(text)}  ·  ${item.detail ?? ''}` };
}

function likeItem(): ConversationItem {
  return {
    label: 'Searched without a full-text index, letter by letter',
    kind: vscode.QuickPickItemKind.Separator,
  };
}
