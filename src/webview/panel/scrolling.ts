/** So near to the end counts as at the end: zoomed pages scroll by fractions of a pixel. */
const endTolerance = 8;

/**
 * Scrolls the messages: follows the end while the reader is there, else stays where the reader
 * put it, and offers a way back.
 */
export class Scrolling {
  private follows = true;
  private lastTop = 0;

  constructor(
    private readonly scroller: HTMLElement,
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
    jump.addEventListener('click', () => {
      this.toEnd();
    });
  }

  toEnd(): void {
    this.follows = true;
    this.keepUp();
  }

  /** After something was added at the end. */
  keepUp(): void {
    if (this.follows) this.scrollTo(this.scroller.scrollHeight);
    this.jump.hidden = this.isAtEnd;
  }

  /** Adds something above without moving what is being read. */
  holdWhile(add: () => void): void {
    const { scroller } = this;
    const below = scroller.scrollHeight - scroller.scrollTop;
    add();
    this.scrollTo(scroller.scrollHeight - below);
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
