import * as vscode from 'vscode';
import { isSandbox } from '../chatbots/chatbot';
import type { Conversation } from '../conversations/conversation';
import { recordedTitle } from '../conversations/recordedTitle';
import { askFound, type FoundItem } from '../prompts/findPick';
import type { RecordedConversation, SearchHit } from '../record/protocol';
import { asPart, showInformation, withoutIcons } from '../support/notifications';
import { conversationSummary, type Times } from '../views/conversationTexts';
import type { CommandParts } from './commandParts';

/** From so many characters on it is searched; before, the newest are shown. */
const shortestSearch = 2;
const mostShown = 50;

export type PickParts = Pick<CommandParts, 'store' | 'times' | 'log'>;

type ConversationItem = FoundItem<RecordedConversation>;

/** Asks for one of the recorded conversations: the newest, or those in which a text is found. */
export async function pickConversation(
  title: string,
  { store, times, log }: PickParts,
): Promise<Conversation | undefined> {
  const newest = await store.newest(mostShown);
  if (newest.length === 0) {
    void showInformation('There is no conversation yet. Create one first.');
    return undefined;
  }
  const search = async (words: string): Promise<ConversationItem[]> => {
    const found = await store.search(words);
    if (found === 'superseded') return [];
    const { mode, hits } = found;
    if (hits.length === 0) return [{ label: 'No matching conversations' }];
    return [...(mode === 'like' ? [likeItem()] : []), ...hits.map((hit) => hitItem(hit, times))];
  };
  const find = async (text: string): Promise<ConversationItem[]> => {
    const words = text.trim();
    if (Array.from(words).length < shortestSearch) return newest.map((each) => toItem(each, times));
    try {
      return await search(words);
    } catch (error) {
      log.error('A search in the record failed', error);
      return [failedItem];
    }
  };
  const answer = await askFound({ title, placeholder: 'Conversation', find });
  return answer?.kind === 'answer' ? answer.value : undefined;
}

export function toItem(conversation: RecordedConversation, times: Times): ConversationItem {
  const mark = isSandbox(conversation.chatbot) ? '$(beaker)' : '$(comment-discussion)';
  return {
    label: `${mark} ${asPart(recordedTitle(conversation))}`,
    description: withoutIcons(conversation.id),
    detail: withoutIcons(
      conversationSummary(conversation, times.dayAndTime(conversation.createdAt, Date.now())),
    ),
    value: conversation,
  };
}

/** What stands in the row already needs no line of its own. */
const shownPlaces: SearchHit['place'][] = ['id', 'title', 'user'];

function hitItem({ conversation, place, text }: SearchHit, times: Times): ConversationItem {
  const item = toItem(conversation, times);
  if (shownPlaces.includes(place) || recordedTitle(conversation).includes(text)) return item;
  return { ...item, detail: `${asPart(text)}  ·  ${item.detail ?? ''}` };
}

function likeItem(): ConversationItem {
  return {
    label: 'Searched without a full-text index, letter by letter',
    kind: vscode.QuickPickItemKind.Separator,
  };
}

const failedItem: ConversationItem = {
  label: '$(error) The record could not be searched',
  detail: 'Type on to search again. The log has the details: Userdesk: Show Log.',
};
