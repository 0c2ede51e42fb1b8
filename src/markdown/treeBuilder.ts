import type { MarkdownElement, MarkdownNode } from '../shared/markdown';
import { tellsPlace, type LinkTarget } from './linkTarget';

/** All they do is turn around the order of what follows: a host could be shown backwards. */
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g;
/** An element deeper than this is dropped, and its content kept: drawing may recurse. */
const deepest = 40;

interface Level {
  children: MarkdownNode[];
  /** How many elements stand around the children. */
  depth: number;
  /** Set on the level of a link's own content. */
  target?: LinkTarget;
}

/** Puts a tree together from its pieces in the order in which they are read. */
export class TreeBuilder {
  readonly nodes: MarkdownNode[] = [];
  #level: Level = { children: this.nodes, depth: 0 };
  readonly #outer: Level[] = [];

  text(text: string): void {
    const shown = text.replace(bidiControls, '');
    if (shown === '') return;
    const { children } = this.#level;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + shown;
    else children.push(shown);
  }

  /** An element whose content follows, up to `close`; without one, the content stands alone. */
  open(element?: Omit<MarkdownElement, 'children'>): void {
    this.#outer.push(this.#level);
    const { children, depth } = this.#level;
    if (element === undefined || depth >= deepest) {
      this.#level = { children, depth };
    } else {
      const opened: MarkdownElement = { ...element, children: [] };
      children.push(opened);
      this.#level = { children: opened.children, depth: depth + 1 };
    }
  }

  openLink(target: LinkTarget): void {
    // A link within a link is none in HTML, and neither here.
    this.open(this.#insideLink ? undefined : { tag: 'a', href: target.href });
    if (!this.#insideLink) this.#level.target = target;
  }

  close(): void {
    const { children, target } = this.#level;
    if (target !== undefined) {
      const text = textOf(children);
      if (text.trim() === '') this.text(target.place);
      else if (!tellsPlace(text, target)) this.text(` (${target.place})`);
    }
    this.#level = this.#outer.pop() ?? this.#level;
  }

  /** An element with nothing in it but text, or with nothing at all. */
  element(tag: MarkdownElement['tag'], text = ''): void {
    this.open({ tag });
    this.text(text);
    this.close();
  }

  get #insideLink(): boolean {
    return [this.#level, ...this.#outer].some((level) => level.target !== undefined);
  }
}

/** What is left of the nodes without their elements. */
export function textOf(nodes: MarkdownNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('');
}
