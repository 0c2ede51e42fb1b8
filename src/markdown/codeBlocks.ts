import { setImmediate } from 'node:timers/promises';
import type { MarkdownElement, MarkdownNode } from '../shared/markdown';
import { parseSegment } from './parseSegment';
import { longestSegment, SegmentScanner } from './segments';
import { textOf } from './treeBuilder';

/**
 * The texts of the code blocks in the order in which they are shown; one that was cut is one.
 * Megabytes take a while: others have their turn in between.
 */
export async function codeBlocks(text: string, longest = longestSegment): Promise<string[]> {
  const scanner = new SegmentScanner(longest);
  scanner.push(text);
  const blocks: string[][] = [];
  for (const segment of [...scanner.takeSettled(), scanner.tail]) {
    for (const { continued, children } of parseSegment(segment).flatMap(codeElements)) {
      const block = continued ? blocks.at(-1) : undefined;
      if (block) block.push(textOf(children));
      else blocks.push([textOf(children)]);
    }
    await setImmediate();
  }
  return blocks.map(joined);
}

function codeElements(node: MarkdownNode): MarkdownElement[] {
  if (typeof node === 'string') return [];
  return node.tag === 'pre' ? [node] : node.children.flatMap(codeElements);
}

/** Parts keep the line break at their end, which a whole block has lost. */
function joined(parts: string[]): string {
  const text = parts.join('');
  return parts.length === 1 ? text : text.replace(/\n$/, '');
}
