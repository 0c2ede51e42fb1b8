import { lastWord, longestSegment } from '../markdown/segments';
import type { ViewNode } from '../shared/viewNode';
import { wholeLength } from '../shared/wholeLength';

/** Browsers need the square of the time for longer ones, most of all in Thai and Arabic. */
const longestBlock = 2_000;

/**
 * A text as it is: a long one in blocks, as a browser would take minutes to lay out a single one of
 * some million characters. Together they are the text.
 */
export function textView(text: string): ViewNode[] {
  if (text.length <= longestSegment) return [text];
  const blocks: ViewNode[] = [];
  for (let start = 0; start < text.length;) {
    const rest = text.slice(start, start + longestBlock);
    const block = start + rest.length < text.length ? rest.slice(0, endOfBlock(rest)) : rest;
    blocks.push({ tag: 'div', attributes: {}, children: [block] });
    start += block.length;
  }
  return blocks;
}

/** Behind a line or, where one is that long, behind a word. */
function endOfBlock(text: string): number {
  const ends = [text.lastIndexOf('\n') + 1, lastWord(text)];
  return ends.find((end) => end > text.length / 2) ?? wholeLength(text);
}
