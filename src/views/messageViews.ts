import { chatbotLabel } from '../chatbots/chatbot';
import type { Conversation } from '../conversations/conversation';
import type { Trouble, Turn } from '../conversations/turn';
import type { MarkdownNode } from '../shared/markdown';
import type { ViewElement, ViewNode } from '../shared/viewNode';
import { toFailureView } from '../support/describeFailure';
import type { Times } from './conversationTexts';
import { icon } from './icons';
import { textView } from './textView';

/** The greeting counts as the answer of turn 0. */
export const greetingTurn = 0;

/**
 * The messages of a conversation as views. Controls in them are reached with Tab from the message
 * that has the focus, and from no other: with thousands of messages there would be no way out.
 */
export class MessageViews {
  constructor(
    private readonly conversation: Conversation,
    private readonly times: Times,
  ) {}

  /** @param content what the chatbot says, if it says something */
  greeting(content: ViewNode[]): ViewNode[] {
    const { greeting, createdAt, openedById } = this.conversation;
    if (openedById) return [openedByIdState];
    if (greeting === undefined) return [state('This chatbot has no welcome message.')];
    return [this.answerArticle(greetingTurn, 'done', createdAt, content, answerActions(''))];
  }

  /**
   * @param isLast only the last turn can be asked again
   * @param content the answer, or its beginning
   */
  turn(turn: Turn, number: number, isLast: boolean, content: ViewNode[]): ViewNode[] {
    const { answer, trouble, sentAt, firstTextMs = 0 } = turn;
    // Nothing came of it: the trouble is with the message.
    if (answer === '' && trouble) {
      return [this.ownArticle(turn, number, [troubleView(trouble, isLast)])];
    }
    const below = this.below(turn, isLast);
    return [
      this.ownArticle(turn, number, []),
      this.answerArticle(number, turn.state, sentAt + firstTextMs, content, below),
    ];
  }

  /** What stands below an answer: how far it came, what went wrong, and what one can do. */
  below(turn: Turn, isLast: boolean): ViewNode[] {
    if (turn.isElsewhere) return [state('Another window has this answer under way…')];
    if (turn.state === 'sending') return [state('Sending…')];
    if (turn.state === 'answering') return [state('Answering…')];
    const states = [
      ...(turn.answer === '' && turn.state === 'done' ? ['The answer is empty.'] : []),
      ...(turn.state === 'stopped' ? [stoppedSentence] : []),
    ];
    return [
      ...states.map(state),
      ...(turn.trouble ? [troubleView(turn.trouble, isLast)] : []),
      ...(turn.answer === '' ? [] : answerActions(timings(turn))),
    ];
  }

  private ownArticle(turn: Turn, number: number, below: ViewNode[]): ViewElement {
    return element(
      'article',
      {
        ...{ class: 'message own', 'data-turn': String(number), 'data-state': turn.state },
        ...{ 'aria-label': 'You', tabindex: '-1' },
      },
      [
        element('div', { class: 'author' }, [
          element('span', { class: 'name' }, ['You']),
          this.time(turn.sentAt),
        ]),
        element('div', { class: 'content', dir: 'auto' }, textView(turn.message)),
        element('div', { class: 'below' }, below),
      ],
    );
  }

  private answerArticle(
    number: number,
    turnState: Turn['state'],
    at: number,
    content: ViewNode[],
    below: ViewNode[],
  ): ViewElement {
    const author = chatbotLabel(this.conversation.chatbot);
    return element(
      'article',
      {
        ...{ class: 'message answer', 'data-turn': String(number), 'data-state': turnState },
        ...{ 'aria-label': author, tabindex: '-1' },
      },
      [
        element('div', { class: 'author' }, [
          icon('chatbot'),
          element('span', { class: 'name', dir: 'auto' }, [author]),
          this.time(at),
        ]),
        element('div', { class: 'content', dir: 'auto' }, content),
        element('div', { class: 'below' }, below),
      ],
    );
  }

  private time(at: number): ViewElement {
    const attributes = { datetime: new Date(at).toISOString(), title: this.times.absolute(at) };
    return element('time', attributes, [this.times.time(at)]);
  }
}

export const stoppedSentence = 'Stopped. Userdesk may go on writing.';

/** Code blocks get a button that copies them. */
export function markdownView(nodes: readonly MarkdownNode[]): ViewNode[] {
  return nodes.map((node) => {
    if (typeof node === 'string') return node;
    const { tag, href, start, continued, children } = node;
    const isScrolled = tag === 'pre' || tag === 'table';
    const view = element(
      // The page has one heading of its own; below it, those of messages are all of one rank.
      /^h\d$/.test(tag) ? 'h2' : tag,
      {
        ...(href !== undefined && { href }),
        ...(start !== undefined && { start: String(start) }),
        ...((isScrolled || href !== undefined) && { tabindex: '-1' }),
      },
      markdownView(children),
    );
    if (tag !== 'pre') return view;
    if (continued) return element('div', { class: 'code continued' }, [view]);
    return element('div', { class: 'code' }, [view, actionButton('copyCode', 'Copy code', 'copy')]);
  });
}

export function plainView(text: string): ViewNode[] {
  return [element('div', { class: 'plain' }, textView(text))];
}

export function element(
  tag: string,
  attributes: Record<string, string>,
  children: ViewNode[] = [],
): ViewElement {
  return { tag, attributes, children };
}

function state(text: string): ViewElement {
  return element('p', { class: 'state' }, [text]);
}

const openedByIdState = element('div', { class: 'state' }, [
  element('p', {}, [
    'This conversation was opened by its ID. What was said in it before cannot be fetched from Userdesk.',
  ]),
  element('p', {}, ["It may be a real customer's conversation: what you send is part of it."]),
]);

function answerActions(text: string): ViewNode[] {
  return [
    element('div', { class: 'actions' }, [
      ...(text === '' ? [] : [element('span', { class: 'timings' }, [text])]),
      actionButton('copyAnswer', 'Copy message', 'copy'),
      element(
        'button',
        {
          ...{ type: 'button', class: 'icon-button', 'data-action': 'togglePlain', tabindex: '-1' },
          ...{
            'aria-label': 'Show as plain text',
            title: 'Show as plain text',
            'aria-pressed': 'false',
          },
        },
        [icon('plain')],
      ),
    ]),
  ];
}

/** A button that shows for a moment that it did it. */
export function actionButton(
  action: string,
  label: string,
  name: Parameters<typeof icon>[0],
  attributes: Record<string, string> = { tabindex: '-1' },
): ViewElement {
  return element(
    'button',
    {
      ...{ type: 'button', class: 'icon-button', 'data-action': action },
      ...{ 'aria-label': label, title: label, ...attributes },
    },
    [
      element('span', { class: 'idle' }, [icon(name)]),
      element('span', { class: 'done' }, [icon('check')]),
    ],
  );
}

function troubleView(trouble: Trouble, isLast: boolean): ViewElement {
  const { message, waysOut } = toFailureView(trouble);
  const buttons = isLast ? waysOut : [];
  const asksAgain = buttons.some(({ id }) => id === 'askAgain');
  return element('div', { class: 'trouble' }, [
    icon('warning'),
    element('p', { dir: 'auto' }, [
      message,
      ...(asksAgain
        ? [' ', element('span', { class: 'hint' }, ['"Ask again" sends the message anew.'])]
        : []),
    ]),
    element(
      'div',
      { class: 'ways-out' },
      buttons.map(({ id, label }) =>
        element('button', { type: 'button', class: 'link', 'data-way-out': id, tabindex: '-1' }, [
          label,
        ]),
      ),
    ),
  ]);
}

/** "first text 0.4 s · 1.9 s" */
function timings({ firstTextMs, totalMs }: Turn): string {
  const seconds = (ms: number) => (ms < 50 ? '< 0.1 s' : `${(ms / 1000).toFixed(1)} s`);
  const parts = [
    ...(firstTextMs === undefined ? [] : [`first text ${seconds(firstTextMs)}`]),
    ...(totalMs === undefined ? [] : [seconds(totalMs)]),
  ];
  return parts.join(' · ');
}
