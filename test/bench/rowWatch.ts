import type { Page } from 'playwright-core';

/** In the window itself: when a key was pressed, and when a row with a text was on the screen. */
const watch = `if (window === top) {
  const now = () => performance.timeOrigin + performance.now();
  let pressedAt = 0;
  addEventListener('keydown', (event) => {
    pressedAt = performance.timeOrigin + event.timeStamp;
  }, true);
  const shown = (rows, text) => new Promise((resolve) => {
    const isThere = () =>
      [...document.querySelectorAll(rows)].some((row) => row.textContent.includes(text));
    const painted = () => requestAnimationFrame(() => setTimeout(() => resolve(now())));
    if (isThere()) throw new Error('It is there already: ' + text);
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      painted();
    });
    const all = { childList: true, characterData: true, attributes: true, subtree: true };
    observer.observe(document.body, all);
  });
  window.benchRows = { shown, pressedAt: () => pressedAt };
}`;

const patienceMs = 30_000;

/** Which rows of the window are looked at. */
export const rows = {
  sideBar: '.part.sidebar .monaco-list-row',
  topOfQuickPick: '.quick-input-list .monaco-list-row[data-index="0"]',
} as const;

/** When rows of VS Code's own lists show. All times are times of the day, in milliseconds. */
export class RowWatch {
  private constructor(private readonly page: Page) {}

  /** Works from the next load of the page on. */
  static async on(page: Page): Promise<RowWatch> {
    await page.addInitScript(watch);
    return new RowWatch(page);
  }

  /** Begins to look for a row with a text, and returns what tells when it was painted. */
  async shown(list: string, text: string): Promise<() => Promise<number>> {
    const late = `new Promise((_, reject) => setTimeout(reject, ${patienceMs}, 'Not shown in time.'))`;
    const shown = `benchRows.shown(${JSON.stringify(list)}, ${JSON.stringify(text)})`;
    await this.page.evaluate(`void (window.benchRow = Promise.race([${shown}, ${late}]))`);
    return () => this.page.evaluate<number>('window.benchRow');
  }

  /** When the last key was pressed. */
  async pressedAt(): Promise<number> {
    return this.page.evaluate<number>('benchRows.pressedAt()');
  }
}
