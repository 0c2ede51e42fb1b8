import type { ViewElement, ViewNode } from '../../shared/viewNode';

const svg = 'http://www.w3.org/2000/svg';

/** A view as nodes: text is text, whatever stands in it. */
export function toDom(view: ViewNode): Node {
  if (typeof view === 'string') return document.createTextNode(view);
  if ('icon' in view) return iconDom(view.icon);
  const element = document.createElement(view.tag);
  for (const [name, value] of Object.entries(view.attributes ?? {})) {
    element.setAttribute(name, value);
  }
  element.append(...(view.children ?? []).map(toDom));
  return element;
}

export function toFragment(views: readonly ViewNode[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...views.map(toDom));
  return fragment;
}

/**
 * Makes the children of `parent` show these views. What is the same already stays as it is, and
 * with it what is selected there.
 */
export function patchChildren(parent: Node, views: readonly ViewNode[]): void {
  views.forEach((view, index) => {
    const node = parent.childNodes[index];
    if (node === undefined) parent.appendChild(toDom(view));
    else patch(node, view);
  });
  while (parent.childNodes.length > views.length) parent.lastChild?.remove();
}

function patch(node: ChildNode, view: ViewNode): void {
  if (typeof view === 'string' && node instanceof Text) setText(node, view);
  else if (isShownBy(view, node)) patchChildren(node, view.children ?? []);
  else node.replaceWith(toDom(view));
}

function isShownBy(view: ViewNode, node: Node): view is ViewElement {
  if (typeof view === 'string' || 'icon' in view || !(node instanceof HTMLElement)) return false;
  const attributes = Object.entries(view.attributes ?? {});
  return (
    node.localName === view.tag &&
    node.attributes.length === attributes.length &&
    attributes.every(([name, value]) => node.getAttribute(name) === value)
  );
}

/** An answer grows at its end; only that part of the text is set. */
function setText(node: Text, text: string): void {
  if (text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
  else node.data = text;
}

function iconDom(name: string): Node {
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', `#icon-${name}`);
  icon.append(use);
  return icon;
}
