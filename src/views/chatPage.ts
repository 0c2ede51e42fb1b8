import type { ChatEvent, ChatSession } from '../conversations/chatSession';
import { isUnderWay, type Turn } from '../conversations/turn';
import type { Reading, SendOn, ToPanel } from '../shared/panelProtocol';
import type { ViewNode } from '../shared/viewNode';
import type { AnswerFeed } from './answerFeed';
import { countOf, statusOf } from './chatTexts';
import { AnswerFeeds } from './answerFeeds';
import { greetingTurn, plainView, type MessageViews } from './messageViews';
import { hints, type PanelContent } from './panelBody';
import { charactersAtOnce, firstAdded, firstDrawn } from './portions';

/** What one page shows of a conversation: all of it at first, and then what changes. */
export class ChatPage {
  private isThere = false;
  /** Something happened since the page was drawn. */
  private isStale = false;
  private drawnDraft = '';
  /** The first turn in the page as it was drawn, or of what stands in its place since. */
  private first = 0;
  /** The first turn in the page, with what it has asked for since. */
  private firstFilledIn = 0;
  private readonly feeds: AnswerFeeds;

  constructor(
    private readonly session: ChatSession,
    private readonly views: MessageViews,
    private readonly sendOn: () => SendOn,
    private readonly post: (message: ToPanel) => void,
    /** Where the reader is, or was in the page before this one. */
    private readonly reading: () => Reading,
  ) {
    this.feeds = new AnswerFeeds(charactersAtOnce, post);
  }

  /** For the first paint. The page is gone until it says that it is ready. */
  snapshot(): Omit<PanelContent, 'conversation' | 'drawing'> {
    const { turns, draft, isAnswering } = this.session;
    this.leave();
    this.isStale = false;
    this.drawnDraft = draft;
    this.begin();
    return {
      messages: this.messages(this.first),
      firstTurn: this.first,
      turnCount: turns.length,
      draft,
      isAnswering,
      sendOn: this.sendOn(),
      count: countOf(this.session),
    };
  }

  /** The page is hidden or drawn anew. */
  leave(): void {
    this.isThere = false;
    this.isStale = true;
    this.feeds.clear();
  }

  /** The page stands, as it was drawn. */
  ready(): void {
    // Once more: VS Code moved the panel and loaded its page anew.
    if (this.isThere) this.leave();
    this.isThere = true;
    const { draft } = this.session;
    if (this.isStale) this.postAnew();
    this.feeds.start();
    this.postComposer();
    if (draft !== this.drawnDraft) this.post({ type: 'draft', text: draft, ifUntouched: true });
    this.resume();
    this.isStale = false;
  }

  drawn(number: number): void {
    this.feeds.get(number)?.drawn();
  }

  /** Once for each portion: of what has been drawn anew since, the page asks again. */
  older(before: number): void {
    if (!this.isThere || before !== this.firstFilledIn) return;
    const first = firstAdded(this.session.turns, before);
    this.firstFilledIn = first;
    this.post({ type: 'older', before, first, nodes: this.messages(first, before - 1) });
    this.feeds.start();
  }

  /** The setting may have changed. */
  postComposer(): void {
    if (!this.isThere) return;
    const sendOn = this.sendOn();
    const { isAnswering } = this.session;
    const count = countOf(this.session);
    this.post({ type: 'composer', isAnswering, sendOn, hint: hints[sendOn], count });
  }

  showAs(number: number, plain: boolean): void {
    const text = this.textOf(number);
    if (!this.isThere || text === undefined || this.isUnderWay(number)) return;
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
    if (event.type === 'begun' || event.type === 'unsent') {
      // What it was refused for is said elsewhere.
      this.postStatus(event.type === 'begun' ? 'Sending' : '');
      this.postComposer();
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
    const first = Math.max(this.first, firstDrawn(this.session.turns), 1);
    if (from >= first) this.postTurns(from, false);
    else {
      this.postAnew();
      this.resume();
    }
    this.postComposer();
  }

  /** Everything, as a drawing has it: what was before is asked for. */
  private postAnew(): void {
    this.feeds.clear();
    this.begin();
    const { first } = this;
    this.post({ type: 'anew', first, nodes: this.messages(first) });
    this.feeds.start();
  }

  private begin(): void {
    this.first = firstDrawn(this.session.turns);
    this.firstFilledIn = this.first;
  }

  private resume(): void {
    this.post({ ...this.reading(), type: 'resume' });
  }

  private beginAnswer(turn: Turn, number: number): AnswerFeed {
    this.postState(turn, number);
    this.postStatus('Answering');
    return this.feeds.open(number);
  }

  private endAnswer(turn: Turn, number: number): void {
    this.feeds.end(number);
    if (turn.answer === '') this.postTurns(number, false);
    else this.postState(turn, number);
    // Else there is news of a later one.
    if (this.isLast(number)) this.postStatus(statusOf(turn));
  }

  private postTurns(from: number, jump: boolean): void {
    this.post({ type: 'turns', from, nodes: this.messages(from), jump });
    this.feeds.start();
  }

  private postState(turn: Turn, number: number): void {
    const below = this.views.below(turn, this.isLast(number));
    this.post({ type: 'state', turn: number, state: turn.state, below });
  }

  private postStatus(text: string): void {
    if (this.isThere) this.post({ type: 'status', text });
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
}
