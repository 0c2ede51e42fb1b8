/** So near to the end counts as at the end: zoomed pages scroll by fractions of a pixel. */
const endTolerance = 8;
/** Around a message that has the focus. */
const roomForOutline = 8;

/**
 * Scrolls the messages: follows the end while the reader is there, else stays where the reader
 * put it, and offers a way back.
 */
export class Scrolling {
  private follows = true;
  private lastTop = 0;
  private lastEnd = 0;
  private lastHeight = 0;
  /** It sticks to the edge, yet the browser scrolls to where it would stand. */
  private isHeadFocused = false;
  /** What the head covers of the messages. */
  private covered = 0;
  /** Where it is to go once that place has come in. */
  private awaited: (() => number | undefined) | undefined;

  constructor(
    readonly scroller: HTMLElement,
    private readonly jump: HTMLElement,
  ) {
    const head = scroller.querySelector('header');
    scroller.addEventListener('scroll', () => {
      if (this.isHeadFocused) this.scrollTo(this.lastTop);
      else this.notice();
      this.showJump();
    });
    head?.addEventListener('focusin', () => {
      this.isHeadFocused = true;
      // Scrolling is told at the beginning of a frame.
      requestAnimationFrame(() => (this.isHeadFocused = false));
    });
    const resized = () => {
      this.change(() => {
        if (head) this.makeRoomFor(head);
      });
    };
    const sizes = new ResizeObserver(resized);
    sizes.observe(scroller);
    if (head) sizes.observe(head);
    resized();
    for (const byHand of ['wheel', 'pointerdown', 'touchmove', 'keydown']) {
      scroller.addEventListener(byHand, () => (this.awaited = undefined), { passive: true });
    }
    jump.addEventListener('click', () => {
      this.toEnd();
    });
  }

  /** The upper edge of what can be read, in the window. */
  get edge(): number {
    return this.scroller.getBoundingClientRect().top + this.covered;
  }

  /** Halfway from there to the lower edge. */
  get middle(): number {
    return (this.edge + this.scroller.getBoundingClientRect().bottom) / 2;
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

  /** Changes something at the end, or above it at the reader's own wish. */
  change(change: () => void): void {
    this.notice();
    change();
    this.keepUp();
  }

  /** Changes something above without moving what is being read. */
  holdWhile(change: () => void): void {
    const { scroller } = this;
    this.notice();
    const below = scroller.scrollHeight - scroller.scrollTop;
    change();
    this.scrollTo(scroller.scrollHeight - below);
    this.keepUp();
  }

  /**
   * @param place where it is in the window
   * @returns whether it could be brought there
   */
  bringToEdge(place: number): boolean {
    const top = Math.round(this.scroller.scrollTop + place - this.edge);
    this.scrollTo(top);
    return Math.abs(this.scroller.scrollTop - top) <= 1;
  }

  private keepUp(): void {
    if (this.follows) this.scrollTo(this.scroller.scrollHeight);
    else {
      const place = this.awaited?.();
      if (place !== undefined && this.bringToEdge(place)) this.awaited = undefined;
    }
    this.showJump();
  }

  /** Where the reader went. However slowly that is up, it is the wish to stay there. */
  private notice(): void {
    const { end, lastEnd, lastTop } = this;
    const { scrollTop, clientHeight } = this.scroller;
    // What becomes lower scrolls up by itself, to its end; so does a box that was high for a moment.
    const isByItself = clientHeight !== this.lastHeight || (end < lastEnd && scrollTop >= end - 1);
    if (scrollTop < lastTop && !isByItself) this.follows = false;
    else if (scrollTop > lastTop && this.isAtEnd) this.follows = true;
    this.remember();
  }

  private scrollTo(top: number): void {
    this.scroller.scrollTop = top;
    this.remember();
  }

  private remember(): void {
    this.lastTop = this.scroller.scrollTop;
    this.lastEnd = this.end;
    this.lastHeight = this.scroller.clientHeight;
  }

  private showJump(): void {
    const isAtEnd = this.isAtEnd;
    // Whoever pressed a key on it would be nowhere.
    if (isAtEnd && this.jump.contains(document.activeElement)) {
      const articles = this.scroller.querySelectorAll<HTMLElement>('article');
      articles[articles.length - 1]?.focus({ preventScroll: true });
    }
    this.jump.hidden = isAtEnd;
  }

  /** What is gone to with a key must not end up under the head. */
  private makeRoomFor(head: HTMLElement): void {
    head.classList.toggle('tall', head.offsetHeight > this.scroller.clientHeight / 2);
    this.covered = getComputedStyle(head).position === 'sticky' ? head.offsetHeight : 0;
    // Not padding of the scroller: that would scroll for what is in the head, too.
    this.scroller.style.setProperty('--covered', `${this.covered + roomForOutline}px`);
  }

  private get isAtEnd(): boolean {
    return this.end - this.scroller.scrollTop < endTolerance;
  }

  /** How far down one can scroll. */
  private get end(): number {
    return this.scroller.scrollHeight - this.scroller.clientHeight;
  }
}
