import type { Page } from 'playwright-core';
import { shownText } from './benchIds';

const report = 'benchReport';

/** Clocks of frames differ; with its origin each tells the time of the day. */
const watchKeys = `addEventListener('keydown', (event) => {
  if (event.key === 'Enter') ${report}('submitted', performance.timeOrigin + event.timeStamp);
}, true)`;

/**
 * The browser itself says when a frame first painted content. Should the text not be part of
 * that (a page that paints a frame around nothing), the paint after its appearance counts.
 */
const watchPaint = `new PerformanceObserver((list) => {
  const paint = list.getEntriesByName('first-contentful-paint')[0];
  if (!paint) return;
  const painted = (at) => ${report}('painted', performance.timeOrigin + at);
  const isThere = () => {
    const last = [...document.querySelectorAll('article')].at(-1) ?? document.body;
    const { top, bottom } = last.getBoundingClientRect();
    const isInSight = top >= 0 && bottom <= innerHeight;
    return isInSight && last.textContent.includes(${JSON.stringify(shownText)});
  };
  if (isThere()) return painted(paint.startTime);
  const look = () => {
    if (isThere()) setTimeout(() => painted(performance.now()));
    else requestAnimationFrame(look);
  };
  look();
}).observe({ type: 'paint', buffered: true })`;

/** Times from the Enter that submits to the text's being painted in a webview. */
export class PaintWatch {
  /** The time of the day of the last Enter. */
  submittedAt = 0;
  #onPainted: (ms: number) => void = () => undefined;

  static async on(page: Page): Promise<PaintWatch> {
    const watch = new PaintWatch();
    await page.exposeBinding(report, (_source, what: 'submitted' | 'painted', at: number) => {
      if (what === 'submitted') watch.submittedAt = at;
      else watch.#onPainted(at - watch.submittedAt);
    });
    await page.evaluate(watchKeys);
    await page.addInitScript(`if (window === top) ${watchKeys}`);
    await page.addInitScript(`if (window !== top) ${watchPaint}`);
    return watch;
  }

  /** Ask before the Enter is pressed. */
  async nextPaint(): Promise<number> {
    const patienceMs = 30_000;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`"${shownText}" was not painted within ${patienceMs / 1000} s.`));
      }, patienceMs);
      this.#onPainted = (ms) => {
        clearTimeout(timer);
        resolve(ms);
      };
    });
  }
}
