import type { MessageName, FromPanel, Reading, ReadingPosition } from '../../shared/panelProtocol';
import type { Scrolling } from './scrolling';

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
  }

  resume({ position, box, message }: Reading): void {
    this.isKnown = true;
    if (position) this.scrolling.goTo(() => this.topOf(position));
    this.awaited = message;
    if (box) {
      this.box.setSelectionRange(box.start, box.end);
      giveFocus(this.box);
    } else this.moreIsThere();
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
    if (!this.isKnown || scrolling.isOnItsWay) return;
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

  private position(): ReadingPosition | undefined {
    const articles = this.articles();
    const edge = this.scrolling.edge;
    // Thousands of them, one below the other.
    let [first, end] = [0, articles.length - 1];
    while (first < end) {
      const middle = (first + end) >> 1;
      const article = articles[middle];
      if (article && article.getBoundingClientRect().bottom > edge) end = middle;
      else first = middle + 1;
    }
    const article = articles[first];
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
