/** So near to the end counts as at the end: zoomed pages scroll by fractions of a pixel. */
const endTolerance = 8;

/**
 * Scrolls the messages: follows the end while the reader is there, else stays where the reader
 * put it, and offers a way back.
 */
export class Scrolling {
  private follows = true;
  private lastTop = 0;
  /** Where it is to go once that place has come in. */
  private awaited: (() => number | undefined) | undefined;

  constructor(
    readonly scroller: HTMLElement,
    private readonly jump: HTMLElement,
  ) {
    scroller.addEventListener('scroll', () => {
      // What is told late must not be taken for the reader's doing: growth never scrolls up.
      if (this.isAtEnd) this.follows = true;
      else if (scroller.scrollTop < this.lastTop) this.follows = false;
      this.lastTop = scroller.scrollTop;
      this.jump.hidden = this.isAtEnd;
    });
    new ResizeObserver(() => {
      this.keepUp();
    }).observe(scroller);
    for (const byHand of ['wheel', 'pointerdown', 'touchmove', 'keydown']) {
      scroller.addEventListener(byHand, () => (this.awaited = undefined), { passive: true });
    }
    jump.addEventListener('click', () => {
      this.toEnd();
    });
  }

  /** The upper edge, in the window. */
  get edge(): number {
    return this.scroller.getBoundingClientRect().top;
  }

  get isFollowing(): boolean {
    return this.follows;
  }

  /** It is not where the reader was yet. */
  get isOnItsWay(): boolean {
    return this.awaited !== undefined;
  }

  /**
   * Brings a place to the upper edge, as soon as it is there; the reader's own hand ends the wait.
   * @param place where it is in the window; nothing if it has still to come
   */
  goTo(place: () => number | undefined): void {
    this.follows = false;
    this.awaited = place;
    this.keepUp();
  }

  toEnd(): void {
    this.awaited = undefined;
    this.follows = true;
    this.keepUp();
  }

  /** After something was added at the end. */
  keepUp(): void {
    if (this.follows) this.scrollTo(this.scroller.scrollHeight);
    else this.approach();
    this.jump.hidden = this.isAtEnd;
  }

  /** Adds something above without moving what is being read. */
  holdWhile(add: () => void): void {
    const { scroller } = this;
    const below = scroller.scrollHeight - scroller.scrollTop;
    add();
    this.scrollTo(scroller.scrollHeight - below);
    this.approach();
  }

  private approach(): void {
    const place = this.awaited?.();
    if (place === undefined) return;
    const top = Math.round(this.scroller.scrollTop + place - this.edge);
    this.scrollTo(top);
    if (Math.abs(this.scroller.scrollTop - top) <= 1) this.awaited = undefined;
  }

  private scrollTo(top: number): void {
    this.scroller.scrollTop = top;
    this.lastTop = this.scroller.scrollTop;
  }

  private get isAtEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < endTolerance;
  }
}
