import type { MarkdownElement, MarkdownNode } from '../shared/markdown';
import { parseMarkdown } from './parseMarkdown';
import { textOf } from './treeBuilder';

/** The texts of the code blocks in the order in which they are shown; one that was cut is one. */
export function codeBlocks(text: string, longest?: number): string[] {
  const blocks: string[][] = [];
  for (const { continued, children } of parseMarkdown(text, longest).flatMap(codeElements)) {
    const block = continued ? blocks.at(-1) : undefined;
    if (block) block.push(textOf(children));
    else blocks.push([textOf(children)]);
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
