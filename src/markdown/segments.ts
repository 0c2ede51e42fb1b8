import { wholeLength } from '../shared/wholeLength';
import { OpenBlocks } from './openBlocks';

/**
 * In characters. A text without a natural boundary is cut here, so that what is parsed again at
 * every piece has a bound: the parser's time can grow with the square of the length. At this one
 * most texts take a few milliseconds, the worst known (">-", "|" in turns) a sixth of a second.
 */
export const longestSegment = 8_000;

/** A part of a text that can be parsed without the others. */
export interface Segment {
  text: string;
  /** What opened the fenced code that the segment begins within. */
  fence?: string;
  /** The fenced code at the end of the segment goes on in the next one. */
  isCutOff?: true;
}

/** A place where a text can be cut, and what has opened the fenced code around it. */
interface Cut {
  at: number;
  fence: string | undefined;
}

/**
 * Cuts a text that comes in pieces into segments. Where it cuts depends on nothing but the
 * characters up to the one that gives rise to it: neither on the pieces nor on what follows.
 * Every character is read once, and once more if the segment before it had to be cut short.
 */
export class SegmentScanner {
  readonly #longest: number;
  #settled: Segment[] = [];
  /** The whole lines of the tail, with their line breaks. Read at a cut only: it is a rope. */
  #lines = '';
  /** The last line of the tail, as far as it has come. */
  #line = '';
  /** Whether it is still open if the tail ends before the last line. */
  #isUndecided = true;
  #isAfterCr = false;
  #fence: string | undefined;
  #blocks = new OpenBlocks();
  /** Before the last line that is not indented: not within a list item, then. */
  #outermost: Cut = { at: 0, fence: undefined };

  constructor(longest = longestSegment) {
    this.#longest = longest;
  }

  push(text: string): void {
    let index = 0;
    while (index < text.length) index = this.#read(text, index);
  }

  /** The segments that were completed since the last call. */
  takeSettled(): Segment[] {
    const settled = this.#settled;
    this.#settled = [];
    return settled;
  }

  /** What may still change with the text to come. */
  get tail(): Segment {
    return toSegment(this.#lines + this.#line, this.#fence);
  }

  get #length(): number {
    return this.#lines.length + this.#line.length;
  }

  /** Reads what can be read at once, and returns the index behind it. */
  #read(text: string, start: number): number {
    const first = text.charAt(start);
    if (this.#isAfterCr && first === '\n') {
      this.#isAfterCr = false;
      this.#lines += first;
      return start + 1;
    }
    if (this.#length >= this.#longest) this.#cut();
    this.#isAfterCr = first === '\r';
    if (isLineBreak(first)) {
      this.#endLine(first);
      return start + 1;
    }
    if (this.#line === '' && first !== ' ' && first !== '\t') {
      this.#outermost = { at: this.#lines.length, fence: this.#blocks.fence };
    }
    const end = this.#isUndecided ? start + 1 : this.#endOfRun(text, start);
    this.#line += text.slice(start, end);
    if (this.#isUndecided) this.#decide();
    return end;
  }

  #endOfRun(text: string, start: number): number {
    const most = Math.min(text.length, start + this.#longest - this.#length);
    let end = start;
    while (end < most && !isLineBreak(text.charAt(end))) end++;
    return end;
  }

  #endLine(lineBreak: string): void {
    this.#blocks.read(this.#line);
    this.#lines += this.#line + lineBreak;
    this.#line = '';
    this.#isUndecided = true;
  }

  #decide(): void {
    const canEnd = this.#blocks.canEndBefore(this.#line);
    this.#isUndecided = canEnd === undefined;
    if (canEnd) this.#settle({ at: this.#lines.length, fence: undefined });
  }

  /** Ends a segment that has become too long, in its second half. */
  #cut(): void {
    const half = this.#longest / 2;
    const lastLine = { at: this.#lines.length, fence: this.#blocks.fence };
    const beforeLine = [this.#outermost, lastLine].find(({ at }) => at > half);
    if (beforeLine) {
      this.#settle(beforeLine);
      return;
    }
    const word = lastWord(this.#line);
    const inLine = this.#lines.length + word > half ? word : wholeLength(this.#line);
    // The parser will take each side for a whole line.
    this.#blocks.read(this.#line.slice(0, inLine));
    this.#settle({ at: this.#lines.length + inLine, fence: this.#blocks.fence });
  }

  #settle({ at, fence }: Cut): void {
    const { text } = this.tail;
    const segment = toSegment(text.slice(0, at), this.#fence);
    this.#settled.push(fence === undefined ? segment : { ...segment, isCutOff: true });
    this.#lines = '';
    this.#line = '';
    this.#fence = fence;
    this.#blocks = new OpenBlocks(fence);
    this.#outermost = { at: 0, fence };
    this.push(text.slice(at));
  }
}

function toSegment(text: string, fence: string | undefined): Segment {
  return fence === undefined ? { text } : { text, fence };
}

function isLineBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}

/** Where it begins, behind a space: spaces before it could make code of it, or be lost as such. */
export function lastWord(line: string): number {
  return line.search(/(?<= )[^ \t]+[ \t]*$/);
}
