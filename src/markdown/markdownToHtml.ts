import { escapeHtml } from './escapeHtml';
import type { MarkdownElement, MarkdownNode } from '../shared/markdown';

/**
 * The tree as markup, so that a page is painted without a script. All text is escaped, and the
 * two attributes as well. Recurses as deep as the tree, which parseMarkdown bounds.
 */
export function markdownToHtml(nodes: MarkdownNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? escapeHtml(node) : toHtml(node))).join('');
}

function toHtml({ tag, href, start, children }: MarkdownElement): string {
  if (tag === 'br' || tag === 'hr') return `<${tag}>`;
  const link = href === undefined ? '' : ` href="${escapeHtml(href)}"`;
  const first = start === undefined ? '' : ` start="${start}"`;
  return `<${tag}${link}${first}>${markdownToHtml(children)}</${tag}>`;
}
