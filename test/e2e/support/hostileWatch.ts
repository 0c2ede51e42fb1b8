import { deepEqual, doesNotMatch } from 'node:assert/strict';
import type { Page, Request } from 'playwright-core';

/** Watches that nothing of a hostile text becomes more than text in a whole VS Code. */
export class HostileWatch {
  private readonly asked: string[] = [];

  constructor(private readonly page: Page) {
    page.context().on('request', this.#note);
    page.on('dialog', (dialog) => this.asked.push(dialog.message()));
    page.context().on('page', (another) => this.asked.push(another.url()));
  }

  readonly #note = (request: Request) => {
    const url = request.url();
    if (/evil\.test|127\.0\.0\.1:1\//.test(url)) this.asked.push(url);
  };

  /** Nothing was asked for, and nothing ran in any frame. */
  async nothingHappened(): Promise<void> {
    deepEqual(this.asked, []);
    for (const frame of this.page.frames()) {
      // One that is on its way out has nothing to say.
      const ran = await frame.evaluate<unknown>('globalThis.ran ?? null').catch(() => null);
      deepEqual([frame.url(), ran], [frame.url(), null]);
    }
  }

  /** What an element shows as text, once it is certain that there is nothing else in it. */
  async textOf(selector: string): Promise<string[]> {
    const found = await this.page.evaluate<{ texts: string[]; foreign: string[] }>(
      `(${plainTexts})(${JSON.stringify(selector)})`,
    );
    deepEqual(found.foreign, []);
    for (const text of found.texts) doesNotMatch(text, turning);
    return found.texts;
  }

  /** Goes down a list until all of these have been seen in it. @returns those that have not. */
  async missing(wanted: Iterable<string>, selector: string): Promise<string[]> {
    const left = new Set(wanted);
    for (let pages = 0; left.size > 0 && pages < mostPages; pages++) {
      const texts = await this.textOf(selector);
      for (const text of texts) left.delete(text);
      if (texts.length > 0) await this.page.keyboard.press('PageDown');
    }
    return [...left];
  }
}

const mostPages = 500;

/** What turns a line around, or does no good in one. */
const turning = /(?!\n)[\p{Cc}\u202a-\u202e\u2066\u2067]/u;

/** Runs in the page: elements that only group text, and no icons but those of the extension. */
const plainTexts = `async (selector) => {
  // What a key has moved is drawn by then.
  for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  const foreign = [];
  const texts = [...document.querySelectorAll(selector)].map((element) => {
    for (const part of [element, ...element.querySelectorAll('*')]) {
      const isPlain = ['a', 'div', 'p', 'span'].includes(part.localName);
      const isIcon = [...part.classList].some(
        (name) => /^codicon-(?!(colored|comment-discussion|edit|key)$)/.test(name));
      const more = part.getAttributeNames().filter((name) => /^(href|src|on.*)$/.test(name));
      if (!isPlain || isIcon || more.length > 0) foreign.push(part.outerHTML.slice(0, 500));
    }
    return element.textContent.replaceAll('\\u00a0', ' ').trim();
  });
  return { texts, foreign };
}`;
