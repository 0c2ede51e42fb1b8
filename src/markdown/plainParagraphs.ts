import type { MarkdownNode } from '../shared/markdown';
import { TreeBuilder } from './treeBuilder';

/** Text without Markdown: a blank line ends a paragraph, a single line break stays one. */
export function plainParagraphs(text: string): MarkdownNode[] {
  const builder = new TreeBuilder();
  for (const paragraph of text.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    addParagraph(builder, paragraph.trim().split('\n'));
  }
  return builder.nodes;
}

function addParagraph(builder: TreeBuilder, lines: string[]): void {
  if (lines.join('') === '') return;
  builder.open({ tag: 'p' });
  for (const [index, line] of lines.entries()) {
    if (index > 0) builder.element('br');
    builder.text(line);
  }
  builder.close();
}
