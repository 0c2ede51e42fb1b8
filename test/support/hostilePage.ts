import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';

/** All that a page asks for from now on, beside itself. */
export function asked(page: Page): string[] {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', (dialog) => requests.push(dialog.message()));
  page.on('framenavigated', (frame) => requests.push(frame.url()));
  return requests;
}

/** Nothing ran, and there is nothing that could: elements of a fixed set, and no handlers. */
export async function assertHarmless(page: Page | Frame): Promise<void> {
  const found = await page.evaluate<{ ran: unknown; elements: string[]; handlers: string[] }>(`{
    const all = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
      [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const elements = all(document.body);
    ({
      ran: globalThis.ran,
      elements: [...new Set(elements.map(({ localName }) => localName))],
      handlers: elements.flatMap(({ attributes }) =>
        [...attributes].map(({ name }) => name)).filter((name) => /^on|^srcdoc$|^action$/.test(name)),
    });
  }`);
  assert.equal(found.ran ?? undefined, undefined);
  assert.deepEqual(found.handlers, []);
  for (const name of foreign) assert.ok(!found.elements.includes(name), name);
}

const foreign = ['iframe', 'object', 'embed', 'img', 'style', 'link', 'base', 'meta', 'math'];
