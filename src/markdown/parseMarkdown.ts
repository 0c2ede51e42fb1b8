import type { MarkdownNode } from '../shared/markdown';
import { MarkdownStream } from './markdownStream';
import { SegmentScanner, longestSegment } from './segments';

/** A whole text, as it looks when it has come in pieces to its end. */
export function parseMarkdown(text: string, longest = longestSegment): MarkdownNode[] {
  const stream = new MarkdownStream(new SegmentScanner(longest));
  stream.push(text);
  return stream.end();
}
