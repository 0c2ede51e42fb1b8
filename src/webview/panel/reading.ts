import type { MessageName, FromPanel, Reading, ReadingPosition } from '../../shared/panelProtocol';
import type { Scrolling } from './scrolling';

/** What stands at the upper edge, and how much of it above. */
interface Anchor {
  element: Element;
  /** A part of its height: in another width it has another. */
  share: number;
  /** Where the page was scrolled to. */
  top: number;
}

/** What consists of others, one below the other. */
const containers = 'article, .content, .blocks, ul, ol, li, blockquote, table, thead, tbody';

/**
 * Tells the host where the reader is, since a page that is hidden is gone, and goes on there in
 * the page that is drawn anew.
 */
export class ReadingPlace {
  private told = '';
  private isDue = false;
  /** Nothing is told before it is known where the reader was. */
  private isKnown = false;
  /** A message that is to have the focus once it has come in. */
  private awaited: MessageName | undefined;
  private anchor: Anchor | undefined;
  /** That of the page when it was laid out last. */
  private width: number;

  constructor(
    private readonly scrolling: Scrolling,
    private readonly box: HTMLTextAreaElement,
    private readonly articles: () => HTMLElement[],
    private readonly post: (message: FromPanel) => void,
  ) {
    const changed = () => {
      this.tellSoon();
    };
    scrolling.scroller.addEventListener('scroll', changed);
    document.addEventListener('focusin', changed);
    document.addEventListener('selectionchange', changed);
    this.width = scrolling.scroller.clientWidth;
    new ResizeObserver(() => {
      this.onResize();
    }).observe(scrolling.scroller);
  }

  resume({ position, box, message }: Reading): void {
    this.isKnown = true;
    if (position) this.scrolling.goTo(() => this.topOf(position));
    this.awaited = message;
    if (box) {
      this.box.setSelectionRange(box.start, box.end);
      giveFocus(this.box);
    } else this.moreIsThere();
    // The reader may have gone elsewhere before this came.
    this.tellSoon();
  }

  /** The message that had the focus may be there now. */
  moreIsThere(): void {
    const article = this.awaited && articleOf(this.awaited);
    if (!article) return;
    this.awaited = undefined;
    giveFocus(article);
  }

  /** Once a frame: scrolling and typing come in floods. */
  private tellSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.tell();
    });
  }

  private tell(): void {
    const { box, scrolling } = this;
    if (!this.isKnown) return;
    // What is where in another width is not where the reader was.
    if (scrolling.isOnItsWay || scrolling.scroller.clientWidth !== this.width) return;
    this.remember();
    const hasFocus = document.activeElement === box;
    const article = document.activeElement?.closest('article');
    const message = article ? nameOf(article) : this.awaited;
    const reading: Reading = {
      ...(!scrolling.isFollowing && { position: this.position() }),
      ...(hasFocus && { box: { start: box.selectionStart, end: box.selectionEnd } }),
      ...(message && !hasFocus && { message }),
    };
    const text = JSON.stringify(reading);
    if (text === this.told) return;
    this.told = text;
    this.post({ type: 'reading', ...reading });
  }

  /** Lines are broken elsewhere in another width; what the reader was at stays at the edge. */
  private onResize(): void {
    const { anchor, scrolling } = this;
    const { scroller } = scrolling;
    if (scroller.clientWidth === this.width) return;
    this.width = scroller.clientWidth;
    if (anchor?.element.isConnected && !scrolling.isFollowing && !scrolling.isOnItsWay) {
      const { top, height } = anchor.element.getBoundingClientRect();
      scrolling.bringToEdge(top + anchor.share * height);
      anchor.top = scroller.scrollTop;
    }
    this.tellSoon();
  }

  private remember(): void {
    const { edge, scroller } = this.scrolling;
    const { scrollTop } = scroller;
    if (this.anchor?.top === scrollTop) return;
    let element: Element | undefined = atEdge(this.articles(), edge);
    while (element?.matches(containers)) {
      const inner: Element | undefined = atEdge([...element.children], edge);
      if (!inner) break;
      element = inner;
    }
    if (!element) return;
    const { top, height } = element.getBoundingClientRect();
    this.anchor = { element, share: height === 0 ? 0 : (edge - top) / height, top: scrollTop };
  }

  private position(): ReadingPosition | undefined {
    const { edge } = this.scrolling;
    const article = atEdge(this.articles(), edge);
    if (!article) return undefined;
    return {
      ...nameOf(article),
      offset: Math.round(edge - article.getBoundingClientRect().top),
    };
  }

  /** How far down it is in the page, if it is there already. */
  private topOf({ offset, ...message }: ReadingPosition): number | undefined {
    const article = articleOf(message);
    return article ? article.getBoundingClientRect().top + offset : undefined;
  }
}

function nameOf(article: HTMLElement): MessageName {
  return { turn: Number(article.dataset['turn']), isOwn: article.classList.contains('own') };
}

function articleOf({ turn, isOwn }: MessageName): HTMLElement | null {
  return document.querySelector(`article.${isOwn ? 'own' : 'answer'}[data-turn="${turn}"]`);
}

/** Unless something else has it. */
function giveFocus(element: HTMLElement): void {
  const give = () => {
    if (document.activeElement === document.body) element.focus({ preventScroll: true });
  };
  // A page beside the one where somebody works must not take the focus from there.
  if (document.hasFocus()) give();
  else window.addEventListener('focus', give, { once: true });
}

/** Of thousands, one below the other, the first that does not end above the edge. */
function atEdge<T extends Element>(elements: readonly T[], edge: number): T | undefined {
  let [first, end] = [0, elements.length - 1];
  while (first < end) {
    const middle = (first + end) >> 1;
    const element = elements[middle];
    if (element && element.getBoundingClientRect().bottom > edge) end = middle;
    else first = middle + 1;
  }
  return elements[first];
}
