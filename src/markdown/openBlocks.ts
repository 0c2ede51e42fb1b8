const blank = /^[ \t]*$/;
/** Its indentation and marker; what follows backticks holds none, or it would be code in a line. */
const fence = /^ {0,3}(?:`{3,}(?=[^`]*$)|~{3,})/;
const rule = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const listItem = /^ {0,3}(?:[-*+]|(\d{1,9})[.)])(?:[ \t]|$)/;
/** An item whose content begins at a column known from this line; with "|" it may be a table. */
const plainItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)]) {1,4}(?=[^ \t|][^|]*$)/;
/** What may still become the marker of a list item. */
const halfMarker = /^(?:[-*+]|\d{1,9}[.)]?)$/;

/** The content of an item begins here at the earliest: a marker, a space. */
const firstContent = 2;

/**
 * What is open after the lines read so far, as far as it decides where a text can be parted so
 * that the parser makes the same of the parts. Where only the parser could tell, it says no.
 */
export class OpenBlocks {
  #fence: string | undefined;
  #begun: boolean;
  #afterBlank: boolean;
  /** The column that a line has to reach to belong to the last item of the outermost list. */
  #item: number | 'unsure' | undefined;
  /** What may be fenced code, or in a list item, or none, has begun: nothing is known from there. */
  #unsureFence = false;

  constructor(fence?: string) {
    this.#fence = fence;
    this.#begun = fence !== undefined;
    this.#afterBlank = !this.#begun;
  }

  /** What opened the fenced code that the next line belongs to. Fences in lists do not count. */
  get fence(): string | undefined {
    return this.#fence;
  }

  /** Whether the text can be parted before a line that begins so; `undefined` if it is too short. */
  canEndBefore(beginning: string): boolean | undefined {
    if (!this.#begun || !this.#afterBlank || this.#unsureFence) return false;
    if (this.#fence !== undefined || /^[ \t]/.test(beginning)) return false;
    if (this.#item === undefined) return true;
    // Items with blank lines between them are one list, which is spaced as a whole.
    if (halfMarker.test(beginning)) return undefined;
    return !listItem.test(beginning);
  }

  /** A whole line, without its line break. */
  read(line: string): void {
    if (this.#unsureFence) return;
    if (this.#fence !== undefined) {
      if (closes(line, this.#fence)) this.#fence = undefined;
    } else if (blank.test(line)) {
      this.#afterBlank = true;
    } else {
      this.#readContent(line);
      this.#begun = true;
      this.#afterBlank = false;
    }
  }

  #readContent(line: string): void {
    const opened = fence.exec(line);
    const item = listItem.exec(line);
    if (opened) this.#readFence(line, opened[0]);
    else if (this.#isInItem(line)) return;
    else if (rule.test(line)) this.#item = undefined;
    else if (item) this.#readItem(line, item[1]);
    else if (this.#afterBlank) this.#item = undefined;
    // The line ends the list, or goes on with a paragraph of its last item.
    else if (this.#item !== undefined) this.#item = 'unsure';
  }

  #readFence(line: string, opening: string): void {
    const indent = indentOf(line);
    const isNested = typeof this.#item === 'number' && indent >= this.#item;
    if (isNested) return;
    // With "|" in it, it is the head of a table if the next line goes on with one.
    this.#unsureFence = line.includes('|') || (this.#item === 'unsure' && indent >= firstContent);
    if (this.#unsureFence) return;
    this.#fence = opening;
    this.#item = undefined;
  }

  #readItem(line: string, number: string | undefined): void {
    const content = plainItem.exec(line)?.[0].length;
    // Neither an empty item nor one with another number than 1 can end a paragraph.
    const isItem =
      this.#afterBlank ||
      typeof this.#item === 'number' ||
      (content !== undefined && Number(number ?? 1) === 1);
    this.#item = isItem ? (content ?? 'unsure') : 'unsure';
  }

  /** Whether the line belongs, or may belong, to the list item before it by its indentation. */
  #isInItem(line: string): boolean {
    if (this.#item === undefined) return false;
    return indentOf(line) >= (this.#item === 'unsure' ? firstContent : this.#item);
  }
}

function closes(line: string, opening: string): boolean {
  const marker = opening.trimStart();
  const closing = /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1];
  return closing !== undefined && closing.startsWith(marker);
}

function indentOf(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === '\t') column += 4 - (column % 4);
    else if (character === ' ') column++;
    else break;
  }
  return column;
}
