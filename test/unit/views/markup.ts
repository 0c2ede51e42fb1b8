import assert from 'node:assert/strict';

export interface Element {
  tag: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

const empty = new Set(['br', 'hr', 'meta', 'link']);
const token =
  /<!DOCTYPE html>|<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<]*")?)*)\s*(\/?)>|[^<]+/gy;

/**
 * Reads markup as strictly as one may write it, so that text which got out of its place cannot
 * pass: tags in lower case and closed in order, attributes in double quotes, every "&" a reference.
 */
export function parseMarkup(markup: string): Element {
  const root: Element = { tag: '', attributes: {}, children: [] };
  const open = [root];
  let end = 0;
  for (const [text, closing, tag, attributes = '', closed] of markup.matchAll(token)) {
    end += text.length;
    const parent = open.at(-1)!;
    if (tag === undefined) {
      if (!text.startsWith('<!')) parent.children.push(decode(text));
    } else if (closing) {
      assert.equal(open.pop()?.tag, tag, 'closed in order');
    } else {
      const element = { tag, attributes: readAttributes(attributes), children: [] };
      parent.children.push(element);
      if (!closed && !empty.has(tag)) open.push(element);
    }
  }
  assert.equal(end, markup.length, `no markup from here on: ${markup.slice(end, end + 80)}`);
  assert.equal(open.length, 1, `not closed: ${open.at(-1)!.tag}`);
  return root;
}

/** Every element below, in the order of the page. */
export function elements(element: Element): Element[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [child, ...elements(child)],
  );
}

export function textOf(element: Element): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('');
}

/** The one element of which this holds. */
export function find(root: Element, holds: (element: Element) => boolean): Element {
  const found = elements(root).filter(holds);
  assert.equal(found.length, 1, `${found.length} found`);
  return found[0]!;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = text.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g);
  return Object.fromEntries([...pairs].map(([, name = '', value = '']) => [name, decode(value)]));
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|([a-z]+));|&/g, (reference, code?: string, name?: string) => {
    const character = code === undefined ? named[name ?? ''] : String.fromCharCode(Number(code));
    return character ?? assert.fail(`a bare ${reference}`);
  });
}
