import type { MarkdownElement, MarkdownNode } from '../shared/markdown';

const escapes: Partial<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The tree as markup for a page, so that it is painted without a script. All text is escaped. */
export function markdownToHtml(nodes: MarkdownNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? escape(node) : toHtml(node))).join('');
}

function toHtml({ tag, href, start, children }: MarkdownElement): string {
  if (tag === 'br' || tag === 'hr') return `<${tag}>`;
  const link = href === undefined ? '' : ` href="${escape(href)}"`;
  const first = start === undefined ? '' : ` start="${start}"`;
  return `<${tag}${link}${first}>${markdownToHtml(children)}</${tag}>`;
}

/** A run at a time: megabytes of one character would otherwise take half a second. */
function escape(text: string): string {
  return text.replace(/([&<>"'])\1*/g, (run, character: string) =>
    (escapes[character] ?? '').repeat(run.length),
  );
}
