import { MarkdownStream } from '../markdown/markdownStream';
import type { ViewNode } from '../shared/viewNode';
import { markdownView } from './messageViews';

export interface AnswerPart {
  /** Will not change any more. */
  settled: ViewNode[];
  /** What follows, as it stands: replaced by the next part. */
  tail: ViewNode[];
  /** Ends the text; everything before it is drawn. */
  isLast?: true;
}

/** Characters that are drawn at a time: a page can do so within a frame. */
const longestPart = 8_000;
/** One that the page draws, and one that is on its way: it need not wait for the next. */
const partsAhead = 2;

/**
 * Feeds a text to a page as fast as that draws: a few parts, and another when one is drawn. What
 * comes meanwhile is gathered, so a part costs the same however long the text is.
 */
export class AnswerFeed {
  private readonly stream = new MarkdownStream();
  private waiting = '';
  private underWay = 0;
  /** The page that drew the beginning is not there yet. */
  private isHeld = false;
  private onDrawn: (() => void) | undefined;

  constructor(private readonly post: (part: AnswerPart) => void) {}

  /** The beginning of a text of which a page is made; the rest waits until the page is there. */
  begin(text: string, length: number): AnswerPart {
    this.isHeld = true;
    this.stream.push(text.slice(0, length));
    this.waiting = text.slice(length);
    return this.take();
  }

  start(): void {
    this.isHeld = false;
    this.next();
  }

  push(text: string): void {
    this.waiting += text;
    this.next();
  }

  /** The page has drawn a part; perhaps one of before it was drawn anew. */
  drawn(): void {
    this.underWay = Math.max(0, this.underWay - 1);
    this.next();
  }

  /** Nothing more will come. Calls back when all of it is drawn. */
  end(onDrawn: () => void): void {
    this.onDrawn = onDrawn;
    this.next();
  }

  private next(): void {
    if (this.isHeld) return;
    while (this.waiting !== '' && this.underWay < partsAhead) {
      this.stream.push(this.waiting.slice(0, longestPart));
      this.waiting = this.waiting.slice(longestPart);
      this.underWay++;
      this.post(this.take());
    }
    const { onDrawn } = this;
    if (!onDrawn || this.waiting !== '' || this.underWay > 0) return;
    this.onDrawn = undefined;
    this.post({ settled: markdownView(this.stream.end()), tail: [], isLast: true });
    onDrawn();
  }

  private take(): AnswerPart {
    const { settled, tail } = this.stream.take();
    return { settled: markdownView(settled), tail: markdownView(tail) };
  }
}
