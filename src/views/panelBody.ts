import { chatbotLabel, chatbotName, isSandbox } from '../chatbots/chatbot';
import { userLines, type Conversation } from '../conversations/conversation';
import { isolated } from '../support/personsLine';
import type { PanelState, SendOn } from '../shared/panelProtocol';
import type { ViewElement, ViewNode } from '../shared/viewNode';
import type { Times } from './conversationTexts';
import { icon, iconSprite } from './icons';
import { actionButton, element } from './messageViews';
import { viewHtml } from './viewHtml';

export interface PanelContent {
  conversation: Conversation;
  /** The last messages; what came before is added when the page is there. */
  messages: ViewNode[];
  /** Each drawing of a panel has a number, which its page gives back. */
  drawing: number;
  /** How many turns these are, and how many there are. */
  firstTurn: number;
  turnCount: number;
  draft: string;
  isAnswering: boolean;
  sendOn: SendOn;
  /** Told at the right of the hint: "5 messages". */
  count: string;
}

/** The whole panel as markup: it paints without a script. */
export function panelBody(content: PanelContent, times: Times, now: number): string {
  const { conversation, messages, drawing, firstTurn, turnCount } = content;
  const main = element('main', {}, [
    element(
      'div',
      {
        ...{ class: 'messages', role: 'log', 'aria-live': 'off', 'aria-label': 'Messages' },
        'data-drawing': String(drawing),
        ...{ 'data-first-turn': String(firstTurn), 'data-turn-count': String(turnCount) },
      },
      messages,
    ),
  ]);
  const jump = element('div', { class: 'jump', hidden: '' }, [
    element('button', { type: 'button', id: 'jump', class: 'jump-button' }, [
      icon('arrowDown'),
      'Jump to latest',
    ]),
  ]);
  const scroller = element('div', { class: 'scroller' }, [head(conversation, times, now), main]);
  return iconSprite() + viewHtml([scroller, jump, foot(content)]);
}

/** What a restored panel says when the record does not hold its conversation. */
export function missingConversationBody(
  { conversationId, origin }: PanelState,
  isHistoryEnabled: boolean,
): string {
  const [heading, ...explanation] = isHistoryEnabled
    ? ['This conversation is not in the record on this machine any more.']
    : [
        'History is off, so this conversation was not kept.',
        'While userdesk.history.enabled is off, a conversation is known until its window closes or reloads. One from before comes back when it is on again.',
      ];
  return (
    iconSprite() +
    viewHtml([
      element('main', {}, [
        element('h1', {}, [heading]),
        ...explanation.map((text) => element('p', {}, [text])),
        element('div', { class: 'facts' }, [conversationIdFact(conversationId, origin)]),
      ]),
    ])
  );
}

export const hints: Record<SendOn, string> = {
  enter: 'Enter sends, Shift+Enter breaks the line',
  ctrlEnter: 'Ctrl+Enter or ⌘+Enter sends, Enter breaks the line',
};

function head(conversation: Conversation, times: Times, now: number): ViewElement {
  const { chatbot, id, createdAt, openedById } = conversation;
  const tooltip =
    chatbotName(chatbot) === undefined
      ? `Chatbot ${chatbot.id}`
      : `${chatbotLabel(chatbot)} (chatbot ${chatbot.id})`;
  const time = times.dayAndTime(createdAt, now);
  const who = user(conversation);
  const dateTime = {
    datetime: new Date(createdAt).toISOString(),
    title: times.absolute(createdAt),
  };
  const fact = (...children: ViewNode[]) =>
    element('span', { class: 'fact', dir: 'auto' }, children);
  return element('header', {}, [
    element('div', { class: 'title' }, [
      icon('chat'),
      element('h1', { title: tooltip, dir: 'auto' }, [chatbotLabel(chatbot)]),
      ...(isSandbox(chatbot) ? [element('span', { class: 'badge' }, ['Sandbox'])] : []),
    ]),
    element('div', { class: 'facts' }, [
      conversationIdFact(id, chatbot.origin),
      fact(icon('account'), element('span', { class: 'user', title: who }, [who])),
      fact(icon('history'), element('time', dateTime, [openedById ? `Opened ${time}` : time])),
    ]),
  ]);
}

/** The ID in full, with what copies it and says so; the page finds in it what it is to be kept by. */
function conversationIdFact(id: string, origin?: string): ViewElement {
  const label = 'Conversation ID';
  const whose: Record<string, string> = origin === undefined ? {} : { 'data-origin': origin };
  return element('span', { class: 'fact conversation-id' }, [
    element('code', { class: 'id', role: 'group', 'aria-label': label, title: label, ...whose }, [
      id,
    ]),
    actionButton('copyConversationId', 'Copy conversation ID', 'copy', { id: 'copy' }),
    element('span', { class: 'copied', role: 'status' }),
  ]);
}

function user(conversation: Conversation): string {
  return userLines(conversation).map(isolated).join(' · ') || 'Anonymous';
}

function foot({ conversation, draft, isAnswering, sendOn, count }: PanelContent): ViewElement {
  const action = isAnswering ? 'Stop' : 'Send';
  return element('footer', {}, [
    element('form', { class: isAnswering ? 'composer answering' : 'composer' }, [
      element(
        'textarea',
        {
          ...{ id: 'message', rows: '1', dir: 'auto', 'aria-label': 'Message' },
          ...{ 'aria-describedby': 'hint', 'data-send-on': sendOn },
          placeholder: `Message ${chatbotLabel(conversation.chatbot)}`,
        },
        // A line break right behind the tag is left out by whoever reads the markup.
        [`\n${draft}`],
      ),
      element('button', { id: 'send', type: 'submit', 'aria-label': action, title: action }, [
        element('span', { class: 'when-idle' }, [icon('send')]),
        element('span', { class: 'when-answering' }, [icon('stop')]),
      ]),
    ]),
    element('div', { class: 'hints' }, [
      element('span', { id: 'hint' }, [hints[sendOn]]),
      element('span', { id: 'refusal', role: 'alert' }),
      element('span', { id: 'count' }, [count]),
    ]),
    element('p', { id: 'status', class: 'for-screen-readers', role: 'status' }),
  ]);
}
