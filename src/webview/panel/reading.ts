import type { FromPanel, Reading, ReadingPosition } from '../../shared/panelProtocol';
import type { Scrolling } from './scrolling';

/**
 * Tells the host where the reader is, since a page that is hidden is gone, and goes on there in
 * the page that is drawn anew.
 */
export class ReadingPlace {
  private told = '';
  private isDue = false;

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

  resume({ position, box }: Reading): void {
    if (position) this.scrolling.goTo(() => this.topOf(position));
    if (!box) return;
    this.box.setSelectionRange(box.start, box.end);
    const takeFocus = () => {
      if (document.activeElement === document.body) this.box.focus({ preventScroll: true });
    };
    // A page beside the one where somebody works must not take the focus from there.
    if (document.hasFocus()) takeFocus();
    else window.addEventListener('focus', takeFocus, { once: true });
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
    if (scrolling.isOnItsWay) return;
    const hasFocus = document.activeElement === box;
    const reading: Reading = {
      ...(!scrolling.isFollowing && { position: this.position() }),
      ...(hasFocus && { box: { start: box.selectionStart, end: box.selectionEnd } }),
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
      turn: Number(article.dataset['turn']),
      isOwn: article.classList.contains('own'),
      offset: Math.round(edge - article.getBoundingClientRect().top),
    };
  }

  /** How far down it is in the page, if it is there already. */
  private topOf({ turn, isOwn, offset }: ReadingPosition): number | undefined {
    const article = document.querySelector(
      `article.${isOwn ? 'own' : 'answer'}[data-turn="${turn}"]`,
    );
    return article ? article.getBoundingClientRect().top + offset : undefined;
  }
}
