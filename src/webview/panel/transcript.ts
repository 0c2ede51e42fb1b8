import type { FromPanel, ToPanel } from '../../shared/panelProtocol';
import type { ViewNode } from '../../shared/viewNode';
import { GrowingAnswer } from './growingAnswer';
import type { Scrolling } from './scrolling';
import { toFragment } from './viewDom';

type Message<Type extends ToPanel['type']> = Extract<ToPanel, { type: Type }>;

/** The messages as they stand in the page, and what the host says of them. */
export class Transcript {
  /** The first turn that is shown; 0 once everything is. */
  private firstTurn: number;
  /** By the element that holds their text. */
  private readonly growing = new WeakMap<Element, GrowingAnswer>();

  constructor(
    private readonly log: HTMLElement,
    private readonly scrolling: Scrolling,
    private readonly post: (message: FromPanel) => void,
  ) {
    this.firstTurn = Number(log.dataset['firstTurn']);
    this.takeUp(log);
  }

  get articles(): HTMLElement[] {
    return [...this.log.querySelectorAll('article')];
  }

  /** In place of everything from that turn on. */
  replace({ from, nodes, jump }: Message<'turns'>): void {
    this.endWaysOut();
    const read = document.activeElement?.closest<HTMLElement>('article');
    this.scrolling.change(() => {
      for (let last = this.log.lastElementChild; last && turnOf(last) >= from;) {
        const previous = last.previousElementSibling;
        last.remove();
        last = previous;
      }
      this.log.append(this.drawn(nodes));
      if (read && !read.isConnected) this.successor(read)?.focus({ preventScroll: true });
    });
    if (jump) this.scrolling.toEnd();
  }

  /** In place of everything. */
  begin({ first, nodes }: Message<'anew'>): void {
    this.firstTurn = first;
    this.replace({ type: 'turns', from: -1, nodes, jump: false });
    this.fillIn();
  }

  /** What stands for a message that was replaced: of an answer that failed, one's own. */
  private successor({ dataset, classList }: HTMLElement): HTMLElement | undefined {
    const ofTurn = this.log.querySelectorAll<HTMLElement>(`[data-turn="${dataset['turn']}"]`);
    const isAnswer = classList.contains('answer');
    return ofTurn[isAnswer ? ofTurn.length - 1 : 0];
  }

  /** Only the last turn can be asked again. */
  private endWaysOut(): void {
    const pressed = document.activeElement?.closest('.ways-out')?.closest('article');
    this.scrolling.change(() => {
      for (const part of this.log.querySelectorAll('.ways-out > *, .trouble .hint')) part.remove();
      // Whoever pressed a key on one of them would be nowhere.
      pressed?.focus({ preventScroll: true });
    });
  }

  /** Asks for what came before, a little at a time, while nothing else happens. */
  fillIn(): void {
    if (this.firstTurn === 0) return;
    requestIdleCallback(() => {
      this.post({ type: 'older', before: this.firstTurn });
    });
  }

  prepend({ before, first, nodes }: Message<'older'>): void {
    if (before !== this.firstTurn) return;
    this.firstTurn = first;
    const group = document.createElement('div');
    group.className = 'older';
    group.append(this.drawn(nodes));
    this.scrolling.holdWhile(() => {
      this.log.prepend(group);
    });
    this.fillIn();
  }

  /** More of an answer; the host sends the next part when this one is drawn. */
  draw(part: Message<'answer'>): void {
    const article = this.article(part.turn);
    const content = article?.querySelector('.content');
    const answer = content && (this.growing.get(content) ?? new GrowingAnswer(content));
    if (answer) this.growing.set(content, answer);
    const add = () => {
      // Else it was drawn as something else meanwhile.
      if (article && answer && this.growing.get(content) === answer) {
        this.add(part, article, answer);
      }
    };
    if (part.isLast) {
      add();
      if (content) this.growing.delete(content);
    } else {
      inNextFrame(() => {
        add();
        this.post({ type: 'drawn', turn: part.turn });
      });
    }
  }

  private add(
    { settled, tail }: Message<'answer'>,
    article: HTMLElement,
    answer: GrowingAnswer,
  ): void {
    const draw = () => {
      answer.draw(settled, tail);
    };
    // Of several that come in, one may end above what is being read.
    const isAbove =
      article !== this.log.lastElementChild &&
      article.getBoundingClientRect().bottom <= this.scrolling.middle;
    if (isAbove) this.scrolling.holdWhile(draw);
    else this.scrolling.change(draw);
  }

  setState({ turn, state, below }: Message<'state'>): void {
    const article = this.article(turn);
    if (!article) return;
    article.dataset['state'] = state;
    this.put(article.querySelector('.below'), below);
  }

  setContent({ turn, plain, nodes }: Message<'content'>): void {
    const article = this.article(turn);
    this.put(article?.querySelector('.content'), nodes);
    article
      ?.querySelector('[data-action="togglePlain"]')
      ?.setAttribute('aria-pressed', String(plain));
  }

  private put(place: Element | null | undefined, nodes: ViewNode[]): void {
    if (!place) return;
    this.growing.delete(place);
    this.scrolling.change(() => {
      place.replaceChildren(toFragment(nodes));
      this.takeUp(place);
    });
  }

  private drawn(nodes: ViewNode[]): DocumentFragment {
    const fragment = toFragment(nodes);
    this.takeUp(fragment);
    return fragment;
  }

  /** Of some answers the host drew only the beginning. */
  private takeUp(drawn: ParentNode): void {
    for (const tail of drawn.querySelectorAll('.tail')) {
      const content = tail.parentElement;
      if (content) this.growing.set(content, GrowingAnswer.begun(content, tail));
    }
  }

  /** Most often the last one: with thousands of messages it is not searched for among them. */
  private article(turn: number): HTMLElement | null {
    const answer = `.answer[data-turn="${turn}"]`;
    const last = this.log.lastElementChild as HTMLElement | null;
    return last?.matches(answer) ? last : this.log.querySelector(answer);
  }
}

/** Of a message; the state that stands in place of a greeting is before all turns. */
function turnOf(element: Element): number {
  return Number((element as HTMLElement).dataset['turn'] ?? -1);
}

/** A page that is not seen has no frames, and would wait for ever. */
function inNextFrame(draw: () => void): void {
  if (document.hidden) draw();
  else requestAnimationFrame(draw);
}
