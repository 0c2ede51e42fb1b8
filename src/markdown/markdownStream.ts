import type { MarkdownNode } from '../shared/markdown';
import { parseSegment } from './parseSegment';
import { SegmentScanner } from './segments';

/**
 * Markdown that comes in pieces. What it becomes is the same however it was cut, and a piece
 * costs no more at the end of a long text than at its beginning.
 */
export class MarkdownStream {
  readonly #scanner: SegmentScanner;
  readonly #parse: typeof parseSegment;

  constructor(scanner = new SegmentScanner(), parse = parseSegment) {
    this.#scanner = scanner;
    this.#parse = parse;
  }

  push(text: string): void {
    this.#scanner.push(text);
  }

  /** What has become final since the last call, and how the rest looks as it stands now. */
  take(): { settled: MarkdownNode[]; tail: MarkdownNode[] } {
    const settled = this.#scanner.takeSettled().flatMap((segment) => this.#parse(segment));
    return { settled, tail: this.#parse(this.#scanner.tail) };
  }

  /** What has become final since the last call, all of it: nothing more comes. */
  end(): MarkdownNode[] {
    const { settled, tail } = this.take();
    return [...settled, ...tail];
  }
}
