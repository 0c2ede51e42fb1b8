import type { ChatEvent, ChatSession } from '../conversations/chatSession';
import { isUnderWay, type Turn } from '../conversations/turn';
import type { Reading, SendOn, ToPanel } from '../shared/panelProtocol';
import type { ViewNode } from '../shared/viewNode';
import type { AnswerFeed } from './answerFeed';
import { AnswerFeeds } from './answerFeeds';
import { greetingTurn, plainView, type MessageViews } from './messageViews';
import { hints, type PanelContent } from './panelBody';

/** A screen shows fewer; a page paints so many at once. */
const snapshotTurns = 12;
/** What a page adds at a time while nothing else happens: well below a frame of 50 ms. */
const olderTurns = 20;
/** Of both, in characters; and of one message, of which the rest is fed to the page. */
const atOnce = 30_000;

/** What one page shows of a conversation: all of it at first, and then what changes. */
export class ChatPage {
  private isThere = false;
  /** Something happened since the page was drawn. */
  private isStale = false;
  private drawnDraft = '';
  /** The first turn in the page as it was drawn. */
  private first = 0;
  private readonly feeds: AnswerFeeds;

  constructor(
    private readonly session: ChatSession,
    private readonly views: MessageViews,
    private readonly sendOn: () => SendOn,
    private readonly post: (message: ToPanel) => void,
  ) {
    this.feeds = new AnswerFeeds(atOnce, post);
  }

  /** For the first paint. The page is gone until it says that it is ready. */
  snapshot(): PanelContent {
    const { conversation, turns, draft } = this.session;
    this.leave();
    this.isStale = false;
    this.drawnDraft = draft;
    this.first = this.firstAtOnce(turns.length + 1, snapshotTurns);
    return {
      conversation,
      messages: this.messages(this.first),
      firstTurn: this.first,
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
    this.feeds.clear();
  }

  /**
   * The page stands, as it was drawn.
   * @param reading where the reader was in the page before it
   */
  ready(reading: Reading): void {
    // Once more: VS Code moved the panel and loaded its page anew.
    if (this.isThere) this.leave();
    this.isThere = true;
    const { turns, draft } = this.session;
    if (this.isStale && this.first === 0) this.showAs(greetingTurn, false);
    if (this.isStale && turns.length > 0) this.postTurns(Math.max(1, this.first), false);
    this.feeds.start();
    this.postComposer();
    if (draft !== this.drawnDraft || this.isStale) this.post({ type: 'draft', text: draft });
    this.post({ ...reading, type: 'resume' });
    this.isStale = false;
  }

  drawn(number: number): void {
    this.feeds.get(number)?.drawn();
  }

  older(before: number): void {
    const first = this.firstAtOnce(before, olderTurns);
    this.post({ type: 'older', first, nodes: this.messages(first, before - 1) });
    this.feeds.start();
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
    if (text === undefined || this.isUnderWay(number)) return;
    this.feeds.end(number);
    const nodes = plain ? plainView(text) : this.content(number, text);
    this.post({ type: 'content', turn: number, plain, nodes });
    this.feeds.start();
  }

  /** What a chatbot wrote: the greeting, or the answer of a turn. */
  textOf(number: number): string | undefined {
    const { conversation, turns } = this.session;
    return number === 0 ? conversation.greeting : turns[number - 1]?.answer;
  }

  /** @param own whether the person at this page caused it */
  receive(event: ChatEvent, own: boolean): void {
    if (event.type === 'merged') {
      this.merged(event.from + 1);
      return;
    }
    const { turn } = event;
    const number = this.session.turns.lastIndexOf(turn) + 1;
    const feed = this.feeds.get(number);
    if (!this.isThere && !(event.type === 'text' && feed)) {
      this.isStale = true;
      return;
    }
    switch (event.type) {
      case 'sent':
        this.postTurns(number, own);
        this.postComposer();
        this.post({ type: 'status', text: 'Sending' });
        break;
      case 'text':
        (feed ?? this.beginAnswer(turn, number)).push(event.text);
        break;
      case 'ended': {
        this.postComposer();
        const end = () => {
          this.endAnswer(turn, number);
        };
        if (feed) feed.end(end);
        else end();
      }
    }
  }

  /** Another window wrote. What is not shown yet is asked for later. */
  private merged(from: number): void {
    if (!this.isThere) {
      this.isStale = true;
      return;
    }
    this.postTurns(Math.max(from, this.first, 1), false);
    this.postComposer();
  }

  private beginAnswer(turn: Turn, number: number): AnswerFeed {
    this.postState(turn, number);
    this.post({ type: 'status', text: 'Answering' });
    return this.feeds.open(number);
  }

  private endAnswer(turn: Turn, number: number): void {
    this.feeds.end(number);
    if (turn.answer === '') this.postTurns(number, false);
    else this.postState(turn, number);
    // Else there is news of a later one.
    if (this.isLast(number)) this.post({ type: 'status', text: statusOf(turn) });
  }

  private postTurns(from: number, jump: boolean): void {
    this.post({ type: 'turns', from, nodes: this.messages(from), jump });
    this.feeds.start();
  }

  private postState(turn: Turn, number: number): void {
    const below = this.views.below(turn, this.isLast(number));
    this.post({ type: 'state', turn: number, state: turn.state, below });
  }

  private isLast(number: number): boolean {
    return number === this.session.turns.length;
  }

  private isUnderWay(number: number): boolean {
    const turn = this.session.turns[number - 1];
    return turn !== undefined && isUnderWay(turn);
  }

  /** The messages of these turns, the greeting among them where it begins with 0. */
  private messages(first: number, last = this.session.turns.length): ViewNode[] {
    const { conversation, turns } = this.session;
    const start = Math.max(first, 1);
    return [
      ...(first === 0
        ? this.views.greeting(this.content(greetingTurn, conversation.greeting ?? ''))
        : []),
      ...turns.slice(start - 1, last).flatMap((turn, index) => {
        const number = start + index;
        return this.views.turn(
          turn,
          number,
          this.isLast(number),
          this.content(number, turn.answer),
        );
      }),
    ];
  }

  private content(number: number, text: string): ViewNode[] {
    return this.feeds.draw(number, text, this.isUnderWay(number));
  }

  /** The first turn of those before that one that a page can take at once, the greeting with it. */
  private firstAtOnce(before: number, mostTurns: number): number {
    const { turns } = this.session;
    let first = before;
    let characters = 0;
    while (first > 1 && before - first < mostTurns && characters < atOnce) {
      first--;
      const { message, answer } = turns[first - 1] ?? { message: '', answer: '' };
      characters += message.length + Math.min(answer.length, atOnce);
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
