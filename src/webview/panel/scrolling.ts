/** So near to the end counts as at the end: zoomed pages scroll by fractions of a pixel. */
const endTolerance = 8;

/**
 * Scrolls the messages: follows the end while the reader is there, else stays where the reader
 * put it, and offers a way back.
 */
export class Scrolling {
  private follows = true;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly jump: HTMLElement,
  ) {
    scroller.addEventListener('scroll', () => {
      this.follows = this.isAtEnd;
      this.jump.hidden = this.follows;
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
    if (this.follows) this.scroller.scrollTop = this.scroller.scrollHeight;
    this.jump.hidden = this.isAtEnd;
  }

  /** Adds something above without moving what is being read. */
  holdWhile(add: () => void): void {
    const { scroller } = this;
    const below = scroller.scrollHeight - scroller.scrollTop;
    add();
    scroller.scrollTop = scroller.scrollHeight - below;
  }

  private get isAtEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < endTolerance;
  }
}
