import type { ElementHandle, Frame, Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor';

/**
 * Finds the pages of the extension. A webview is three frames deep and hovers over the place it
 * belongs to, so the place is what tells whose page it is. Hiding a webview, reloading the window
 * and drawing its page anew make a new frame: ask again after that.
 */
export class Webviews {
  constructor(private readonly page: Page) {}

  /** The page in the active editor tab; with a title, waits until that tab is the active one. */
  async panel(title?: string | RegExp): Promise<Frame> {
    await this.activeTab(title).waitFor();
    const place = this.#activeGroup.locator('.editor-container');
    return this.#frameOver(place, `the page of the panel ${String(title ?? '')}`);
  }

  /** The page of a view in the sidebar. */
  async view(title: string): Promise<Frame> {
    const header = this.page.getByRole('button', { name: `${title} Section`, exact: true });
    const pane = this.page.locator('.pane', { has: header });
    return this.#frameOver(pane.locator('.pane-body'), `the page of the view ${title}`);
  }

  activeTab(title?: string | RegExp): Locator {
    const active = this.#activeGroup.locator('.tab.active');
    return title === undefined ? active : active.filter({ hasText: title });
  }

  get #activeGroup(): Locator {
    return this.page.locator('.editor-group-container.active');
  }

  async #frameOver(place: Locator, what: string): Promise<Frame> {
    return waitFor(what, async () => {
      const area = (await place.isVisible()) ? await place.boundingBox() : null;
      if (!area) return undefined;
      for (const outer of await this.page.locator('iframe.webview').elementHandles()) {
        const box = await outer.boundingBox();
        if (!box || box.width === 0 || box.height === 0) continue;
        const x = box.x + box.width / 2;
        const y = box.y + box.height / 2;
        const inside =
          x > area.x && x < area.x + area.width && y > area.y && y < area.y + area.height;
        const frame = inside ? await loadedPage(outer) : undefined;
        if (frame) return frame;
      }
      return undefined;
    });
  }
}

/** The innermost frame, once the extension's page stands in it. */
async function loadedPage(outer: ElementHandle): Promise<Frame | undefined> {
  try {
    const inner = await (await outer.contentFrame())?.$('iframe#active-frame');
    const frame = await inner?.contentFrame();
    const loaded = await frame?.evaluate<boolean>(
      "document.readyState === 'complete' && document.body.childElementCount > 0",
    );
    return loaded ? (frame ?? undefined) : undefined;
  } catch {
    // It was replaced while we looked.
    return undefined;
  }
}
