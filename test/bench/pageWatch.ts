import type { Frame, Page } from 'playwright-core';
import { Webviews } from '../e2e/support/webviews';

/**
 * In every webview from its beginning: the start of each frame, and when a text was there. All
 * times are times of the day, so that those of several processes can be compared.
 */
const watch = `if (window !== top) {
  const frames = [];
  let isInFrame = false;
  const { port1, port2 } = new MessageChannel();
  const tasks = [];
  // A task that a frame asks for runs when that frame is painted.
  port1.onmessage = () => tasks.splice(0).forEach((task) => task());
  const soon = (task) => {
    tasks.push(task);
    port2.postMessage(0);
  };
  const afterPaint = (task) => {
    if (isInFrame) soon(task);
    else requestAnimationFrame(() => soon(task));
  };
  const tick = (at) => {
    isInFrame = true;
    soon(() => (isInFrame = false));
    frames.push(performance.timeOrigin + at);
    requestAnimationFrame(tick);
  };
  // Whatever waited for a frame is lost when the extension's page is written into this one.
  new PerformanceObserver((list, observer) => {
    observer.disconnect();
    requestAnimationFrame(tick);
  }).observe({ type: 'paint', buffered: true });
  const now = () => performance.timeOrigin + performance.now();
  const tells = ({ type, target, addedNodes }, text) =>
    type === 'characterData'
      ? target.data.includes(text)
      : [...addedNodes].some((node) => node.textContent.includes(text));
  const seen = (texts) => {
    const waiting = [...texts];
    const times = [];
    return new Promise((resolve) => {
      const observer = new MutationObserver((mutations) => {
        while (waiting.length > 0 && mutations.some((each) => tells(each, waiting[0]))) {
          waiting.shift();
          afterPaint(() => {
            times.push(now());
            if (times.length < texts.length) return;
            observer.disconnect();
            resolve(times);
          });
        }
      });
      observer.observe(document, { childList: true, characterData: true, subtree: true });
    });
  };
  // The browser itself says when a paragraph was first on the screen.
  const shown = (text) => new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      observer.disconnect();
      resolve(performance.timeOrigin + list.getEntries()[0].renderTime);
    }).observe({ type: 'element' });
    new MutationObserver((mutations, observer) => {
      if (!mutations.some((each) => tells(each, text))) return;
      observer.disconnect();
      const paragraph = [...document.querySelectorAll('p')].findLast((each) =>
        each.textContent.includes(text),
      );
      paragraph.setAttribute('elementtiming', 'shown');
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
  const complete = async (count) => {
    while (document.querySelectorAll('article').length < count) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return now();
  };
  window.bench = { frames, seen, shown, complete };
}`;

export async function watchPages(page: Page): Promise<void> {
  await page.addInitScript(watch);
}

const patienceMs = 60_000;

/** The page of the panel in front. */
export class PageWatch {
  private constructor(private readonly frame: Frame) {}

  static async panel(page: Page): Promise<PageWatch> {
    return new PageWatch(await new Webviews(page).panel());
  }

  /** Begins to look, and returns what tells, for each of these texts in turn, when it is painted. */
  async seen(...texts: string[]): Promise<() => Promise<number[]>> {
    return this.#begin(`bench.seen(${JSON.stringify(texts)})`);
  }

  /** The same for one text in a paragraph of its own, as the browser tells it. */
  async shown(text: string): Promise<() => Promise<number>> {
    return this.#begin(`bench.shown(${JSON.stringify(text)})`);
  }

  /** When there are that many messages. */
  async complete(messages: number): Promise<number> {
    return this.frame.evaluate(`bench.complete(${messages})`);
  }

  /** The frames between two times, in milliseconds each. */
  async frames(from: number, to: number): Promise<number[]> {
    const starts = await this.frame.evaluate<number[]>('bench.frames');
    const first = starts.findLastIndex((start) => start <= from);
    const last = starts.findIndex((start) => start >= to);
    const within = starts.slice(Math.max(first, 0), last < 0 ? undefined : last + 1);
    return within.slice(1).map((start, index) => start - (within[index] ?? start));
  }

  async #begin<T>(watching: string): Promise<() => Promise<T>> {
    const late = `new Promise((_, reject) => setTimeout(reject, ${patienceMs}, 'Not seen in time.'))`;
    await this.frame.evaluate(`void (window.benchWatching = Promise.race([${watching}, ${late}]))`);
    return () => this.frame.evaluate<T>('window.benchWatching');
  }
}
