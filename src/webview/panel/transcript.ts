import type { FromPanel, ToPanel } from '../../shared/panelProtocol';
import type { ViewNode } from '../../shared/viewNode';
import type { Scrolling } from './scrolling';
import { patchChildren, toFragment } from './viewDom';

type Message<Type extends ToPanel['type']> = Extract<ToPanel, { type: Type }>;

/** A long answer stands in groups: what comes at its end costs no more than at its beginning. */
const blocksInGroup = 30;

/** The messages as they stand in the page, and what the host says of them. */
export class Transcript {
  /** The first turn that is shown; 0 once everything is. */
  private firstTurn: number;

  constructor(
    private readonly log: HTMLElement,
    private readonly scrolling: Scrolling,
    private readonly post: (message: FromPanel) => void,
  ) {
    this.firstTurn = Number(log.dataset['firstTurn']);
  }

  get articles(): HTMLElement[] {
    return [...this.log.querySelectorAll('article')];
  }

  /** In place of everything from that turn on. */
  replace({ from, nodes, jump }: Message<'turns'>): void {
    this.endWaysOut();
    const read = document.activeElement?.closest<HTMLElement>('article');
    for (let last = this.log.lastElementChild; last && turnOf(last) >= from;) {
      const previous = last.previousElementSibling;
      last.remove();
      last = previous;
    }
    this.log.append(toFragment(nodes));
    if (read && !read.isConnected) this.successor(read)?.focus({ preventScroll: true });
    if (jump) this.scrolling.toEnd();
    else this.scrolling.keepUp();
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
    for (const part of this.log.querySelectorAll('.ways-out > *, .trouble .hint')) part.remove();
    // Whoever pressed a key on one of them would be nowhere.
    pressed?.focus({ preventScroll: true });
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
    group.append(toFragment(nodes));
    this.scrolling.holdWhile(() => {
      this.log.prepend(group);
    });
    this.fillIn();
  }

  /** More of an answer; the host sends the next part when this one is drawn. */
  draw(part: Message<'answer'>): void {
    if (part.isLast) this.add(part);
    else {
      inNextFrame(() => {
        this.add(part);
        this.post({ type: 'drawn', turn: part.turn });
      });
    }
  }

  private add({ turn, settled, tail, isLast }: Message<'answer'>): void {
    const article = this.article(turn);
    const content = article?.querySelector('.content');
    // Drawn as something else meanwhile.
    if (!article || !content || content.querySelector(':scope > .plain')) return;
    let open = content.querySelector(':scope > .tail');
    if (!open) {
      open = content.appendChild(document.createElement('div'));
      open.className = 'tail';
    }
    const tailElement = open;
    const draw = () => {
      patchChildren(tailElement, [...settled, ...tail]);
      settle([...tailElement.childNodes].slice(0, settled.length), tailElement);
      if (isLast) tailElement.remove();
    };
    // Of several that come in, one may stand above what is being read.
    const isAbove = article.getBoundingClientRect().bottom <= this.scrolling.edge;
    if (isAbove) this.scrolling.holdWhile(draw);
    else draw();
    this.scrolling.keepUp();
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
    place?.replaceChildren(toFragment(nodes));
    this.scrolling.keepUp();
  }

  /** Most often the last one: with thousands of messages it is not searched for among them. */
  private article(turn: number): HTMLElement | null {
    const answer = `.answer[data-turn="${turn}"]`;
    const last = this.log.lastElementChild as HTMLElement | null;
    return last?.matches(answer) ? last : this.log.querySelector(answer);
  }
}

/** Puts blocks of an answer that will not change any more before those that may. */
function settle(blocks: readonly ChildNode[], open: Element): void {
  for (const block of blocks) {
    const previous = open.previousElementSibling;
    const group = previous?.matches('.blocks') ? previous : undefined;
    const count = (group ?? open.parentElement)?.childElementCount ?? 0;
    // A group begins with a paragraph: the space before it is then the same as within a group.
    if (count >= blocksInGroup && block.nodeName === 'P') {
      const next = document.createElement('div');
      next.className = 'blocks';
      next.append(block);
      open.before(next);
    } else if (group) group.append(block);
    else open.before(block);
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
