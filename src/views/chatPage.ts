import type { ChatEvent, ChatSession } from '../conversations/chatSession';
import { isUnderWay, type Turn } from '../conversations/turn';
import type { SendOn, ToPanel } from '../shared/panelProtocol';
import type { ViewNode } from '../shared/viewNode';
import { AnswerFeed, type AnswerPart } from './answerFeed';
import { element, plainView, markdownView, type MessageViews } from './messageViews';
import { parseMarkdown } from '../markdown/parseMarkdown';
import { hints, type PanelContent } from './panelBody';

/** A screen shows fewer; a page paints so many at once. */
const snapshotTurns = 12;
const snapshotCharacters = 30_000;
/** What a page adds at a time while nothing else happens: well below a frame of 50 ms. */
const olderTurns = 20;

/** What one page shows of a conversation: all of it at first, and then what changes. */
export class ChatPage {
  private isThere = false;
  /** Something happened since the page was drawn. */
  private isStale = false;
  private drawnDraft = '';
  private feed: AnswerFeed | undefined;

  constructor(
    private readonly session: ChatSession,
    private readonly views: MessageViews,
    private readonly sendOn: () => SendOn,
    private readonly post: (message: ToPanel) => void,
  ) {}

  /** For the first paint. The page is gone until it says that it is ready. */
  snapshot(): PanelContent {
    const { conversation, turns, draft } = this.session;
    this.leave();
    this.isStale = false;
    this.drawnDraft = draft;
    const first = this.firstOfLastScreenful();
    return {
      conversation,
      messages: this.messages(first),
      firstTurn: first,
      turnCount: turns.length,
      draft,
      sendOn: this.sendOn(),
      count: this.count,
    };
  }

  /** The page is hidden or drawn anew. */
  leave(): void {
    this.isThere = false;
    this.isStale = true;
    this.feed = undefined;
  }

  /** The page stands, and shows turns up to `lastTurn`. Before the last one nothing changes. */
  ready(lastTurn: number): void {
    // Once more: VS Code moved the panel and loaded its page anew, as it was drawn at first.
    if (this.isThere) this.leave();
    this.isThere = true;
    const { turns, draft } = this.session;
    const last = turns.at(-1);
    const from = Math.max(1, Math.min(lastTurn, turns.length));
    if (turns.length > 0 && (this.isStale || (last && isUnderWay(last)))) {
      this.post({ type: 'turns', from, nodes: this.messages(from), jump: false });
    }
    this.postComposer();
    if (draft !== this.drawnDraft || this.isStale) this.post({ type: 'draft', text: draft });
    this.isStale = false;
  }

  drawn(): void {
    this.feed?.drawn();
  }

  older(before: number): void {
    const first = Math.max(0, before - olderTurns);
    this.post({ type: 'older', first, nodes: this.messages(first, before - 1) });
  }

  /** The setting may have changed. */
  postComposer(): void {
    const sendOn = this.sendOn();
    const { isAnswering } = this.session;
    const { count } = this;
    this.post({ type: 'composer', isAnswering, sendOn, hint: hints[sendOn], count });
  }

  showAs(number: number, plain: boolean): void {
    const text = this.textOf(number);
    if (text === undefined) return;
    const nodes = plain ? plainView(text) : markdownView(parseMarkdown(text));
    this.post({ type: 'content', turn: number, plain, nodes });
  }

  /** What a chatbot wrote: the greeting, or the answer of a turn. */
  textOf(number: number): string | undefined {
    const { conversation, turns } = this.session;
    return number === 0 ? conversation.greeting : turns[number - 1]?.answer;
  }

  /** @param own whether the person at this page caused it */
  receive(event: ChatEvent, own: boolean): void {
    if (!this.isThere) {
      this.isStale = true;
      return;
    }
    const { turn } = event;
    const number = this.session.turns.indexOf(turn) + 1;
    switch (event.type) {
      case 'sent':
        this.post({ type: 'turns', from: number, nodes: this.messages(number), jump: own });
        this.postComposer();
        this.post({ type: 'status', text: 'Sending' });
        break;
      case 'text':
        if (!this.feed) this.beginAnswer(turn, number);
        this.feed?.push(event.text);
        break;
      case 'ended':
        this.postComposer();
        if (this.feed) {
          this.feed.end(() => {
            this.endAnswer(turn, number);
          });
        } else this.endAnswer(turn, number);
    }
  }

  private beginAnswer(turn: Turn, number: number): void {
    this.feed = this.newFeed(number);
    this.postState(turn, number);
    this.post({ type: 'status', text: 'Answering' });
  }

  private endAnswer(turn: Turn, number: number): void {
    this.feed = undefined;
    if (turn.answer === '') {
      this.post({ type: 'turns', from: number, nodes: this.messages(number), jump: false });
    } else this.postState(turn, number);
    this.post({ type: 'status', text: statusOf(turn) });
  }

  private postState(turn: Turn, number: number): void {
    const { state } = turn;
    this.post({ type: 'state', turn: number, state, below: this.views.below(turn, true) });
  }

  private newFeed(number: number): AnswerFeed {
    return new AnswerFeed((part) => {
      this.post({ type: 'answer', turn: number, ...part });
    });
  }

  /** The messages of these turns, the greeting among them where it begins with 0. */
  private messages(first: number, last = this.session.turns.length): ViewNode[] {
    const greeting = first === 0 ? this.views.greeting() : [];
    const start = Math.max(first, 1);
    const turns = this.session.turns.slice(start - 1, last).flatMap((turn, index) => {
      const number = start + index;
      const isLast = number === this.session.turns.length;
      if (turn.state !== 'answering') return this.views.turn(turn, number, isLast);
      this.feed = this.newFeed(number);
      return this.views.turn(turn, number, isLast, withTail(this.feed.begin(turn.answer)));
    });
    return [...greeting, ...turns];
  }

  private firstOfLastScreenful(): number {
    const { turns } = this.session;
    let first = turns.length + 1;
    let characters = 0;
    while (first > 1 && turns.length - first < snapshotTurns && characters < snapshotCharacters) {
      first--;
      const turn = turns[first - 1];
      characters += (turn?.message.length ?? 0) + (turn?.answer.length ?? 0);
    }
    return first > 1 ? first : 0;
  }

  private get count(): string {
    const { conversation, turns } = this.session;
    const answers = turns.filter((turn) => turn.answer !== '' || isUnderWay(turn)).length;
    const count = turns.length + answers + (conversation.greeting === undefined ? 0 : 1);
    return count === 1 ? '1 message' : `${count} messages`;
  }
}

function withTail({ settled, tail }: AnswerPart): ViewNode[] {
  return [...settled, element('div', { class: 'tail' }, tail)];
}

/** One line for screen readers. */
function statusOf({ state, trouble }: Turn): string {
  switch (state) {
    case 'sending':
      return 'Sending';
    case 'answering':
      return 'Answering';
    case 'done':
      return 'Answer complete';
    case 'stopped':
      return 'Stopped';
    case 'incomplete':
      return `Incomplete: ${trouble?.message ?? ''}`;
    case 'failed':
      return `Failed: ${trouble?.message ?? ''}`;
  }
}
