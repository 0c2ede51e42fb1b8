import type { ViewElement, ViewNode } from '../../shared/viewNode';

const svg = 'http://www.w3.org/2000/svg';

/** A view as nodes: text is text, whatever stands in it. */
export function toDom(view: ViewNode): ChildNode {
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
 * Makes the child of `parent` behind `last` show a view. What is the same already stays as it is,
 * and with it what is selected there or has the focus.
 * @param last nothing for the first child
 * @returns that child
 */
export function patchNext(parent: Node, last: ChildNode | null, view: ViewNode): ChildNode {
  const node = childAfter(parent, last);
  if (!node) return parent.appendChild(toDom(view));
  if (typeof view === 'string' && node instanceof Text) setText(node, view);
  else if (isShownBy(view, node)) patchChildren(node, view.children ?? []);
  else if (!isIcon(view, node)) {
    const shown = toDom(view);
    node.replaceWith(shown);
    return shown;
  }
  return node;
}

export function removeAfter(parent: Node, last: ChildNode | null): void {
  for (let node = childAfter(parent, last); node; node = childAfter(parent, last)) node.remove();
}

function patchChildren(parent: Node, views: readonly ViewNode[]): void {
  let last: ChildNode | null = null;
  for (const view of views) last = patchNext(parent, last, view);
  removeAfter(parent, last);
}

function childAfter(parent: Node, last: ChildNode | null): ChildNode | null {
  return last ? last.nextSibling : parent.firstChild;
}

function isShownBy(view: ViewNode, node: Node): view is ViewElement {
  if (typeof view === 'string' || 'icon' in view || !(node instanceof HTMLElement)) return false;
  const attributes = Object.entries(view.attributes ?? {});
  return (
    node.localName === view.tag &&
    node.attributes.length === attributes.length &&
    attributes.every(([name, value]) => hasAsDrawn(node, name, value))
  );
}

/** The page itself makes stops of the Tab key, and shows at a button that it did what it says. */
function hasAsDrawn(node: HTMLElement, name: string, value: string): boolean {
  if (name === 'tabindex') return node.hasAttribute(name);
  if (name === 'class') return node.className.replace(/ confirmed$/, '') === value;
  return node.getAttribute(name) === value;
}

function isIcon(view: ViewNode, node: Node): boolean {
  if (typeof view === 'string' || !('icon' in view) || !(node instanceof SVGElement)) return false;
  return node.firstElementChild?.getAttribute('href') === iconAddress(view.icon);
}

/** An answer grows at its end; only that part of the text is set. */
function setText(node: Text, text: string): void {
  if (text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
  else node.data = text;
}

function iconDom(name: string): SVGElement {
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svg, 'use');
  use.setAttribute('href', iconAddress(name));
  icon.append(use);
  return icon;
}

function iconAddress(name: string): string {
  return `#icon-${name}`;
}
