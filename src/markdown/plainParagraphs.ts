import type { MarkdownNode } from '../shared/markdown';
import { TreeBuilder } from './treeBuilder';

/** So that millions of line breaks do not become as many elements; the rest is one paragraph. */
const mostLines = 5_000;

/** Text without Markdown: a blank line ends a paragraph, a single line break stays one. */
export function plainParagraphs(text: string): MarkdownNode[] {
  const builder = new TreeBuilder();
  const end = endOfLine(text, mostLines);
  for (const paragraph of text.slice(0, end).split(/(?:\r?\n){2,}/)) {
    addParagraph(builder, paragraph.trim().split(/\r?\n/));
  }
  addParagraph(builder, [text.slice(end).trim()]);
  return builder.nodes;
}

/** The index behind that many lines, or the length of a text that has fewer. */
function endOfLine(text: string, count: number): number {
  let end = 0;
  for (let line = 0; line < count; line++) {
    const lineBreak = text.indexOf('\n', end);
    if (lineBreak === -1) return text.length;
    end = lineBreak + 1;
  }
  return end;
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
