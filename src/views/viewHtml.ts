import { escapeHtml } from '../markdown/escapeHtml';
import type { ViewNode } from '../shared/viewNode';

const empty = new Set(['br', 'hr']);

/** A view as markup: all text is escaped, and so is every attribute. */
export function viewHtml(nodes: readonly ViewNode[]): string {
  return nodes.map(toHtml).join('');
}

function toHtml(node: ViewNode): string {
  if (typeof node === 'string') return escapeHtml(node);
  if ('icon' in node) {
    return `<svg class="icon" aria-hidden="true"><use href="#icon-${node.icon}"></use></svg>`;
  }
  const { tag, attributes = {}, children = [] } = node;
  const pairs = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${escapeHtml(value)}"`,
  );
  const start = `<${tag}${pairs.join('')}>`;
  return empty.has(tag) ? start : `${start}${viewHtml(children)}</${tag}>`;
}
