import { MarkdownStream } from '../markdown/markdownStream';
import type { ViewNode } from '../shared/viewNode';
import { markdownView } from './messageViews';

export interface AnswerPart {
  /** Will not change any more. */
  settled: ViewNode[];
  /** What follows, as it stands: replaced by the next part. */
  tail: ViewNode[];
}

/** Characters that are drawn at a time: a page can do so within a frame. */
const longestPart = 16_000;

/**
 * Feeds an answer to a page as fast as that draws: one part, and the next when the page asks for
 * more. What comes meanwhile is gathered, so a part costs the same however long the answer is.
 */
export class AnswerFeed {
  private readonly stream = new MarkdownStream();
  private waiting = '';
  private isDrawing = false;
  private onDrawn: (() => void) | undefined;

  constructor(private readonly post: (part: AnswerPart) => void) {}

  /** What came so far, for a page that is drawn anew. */
  begin(text: string): AnswerPart {
    this.stream.push(text);
    return this.take();
  }

  push(text: string): void {
    this.waiting += text;
    this.next();
  }

  /** The page has drawn what it was given. */
  drawn(): void {
    this.isDrawing = false;
    this.next();
  }

  /** Nothing more will come. Calls back when all of it is drawn. */
  end(onDrawn: () => void): void {
    this.onDrawn = onDrawn;
    this.next();
  }

  private next(): void {
    if (this.isDrawing) return;
    if (this.waiting === '') {
      this.onDrawn?.();
      return;
    }
    this.stream.push(this.waiting.slice(0, longestPart));
    this.waiting = this.waiting.slice(longestPart);
    this.isDrawing = true;
    this.post(this.take());
  }

  private take(): AnswerPart {
    const { settled, tail } = this.stream.take();
    return { settled: markdownView(settled), tail: markdownView(tail) };
  }
}
