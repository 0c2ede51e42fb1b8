import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import type { FromSidebar, SidebarState } from '../../../../src/shared/sidebarProtocol';
import {
  buildPage,
  launchBrowser,
  openPage,
  type Bundle,
  type PageOptions,
} from '../pageUnderTest';

/** The sidebar's page in a browser, with a host that only notes down what it is told. */
export class SidebarUnderTest {
  private constructor(
    readonly page: Page,
    /** What the console said and what the content policy refused: should stay empty. */
    readonly complaints: string[],
  ) {}

  static async open(
    browser: Browser,
    bundle: Bundle,
    options: PageOptions = {},
  ): Promise<SidebarUnderTest> {
    const complaints: string[] = [];
    const page = await openPage(browser, bundle, '<div id="root"></div>', complaints, options);
    return new SidebarUnderTest(page, complaints);
  }

  async draw(state: SidebarState): Promise<void> {
    const message = JSON.stringify({ type: 'state', state });
    // Drawn when the message was handled and what reacts to it in a microtask is done.
    await this.page.evaluate(`new Promise((drawn) => {
      window.addEventListener('message', () => setTimeout(drawn), { once: true });
      window.postMessage(${message}, '*');
    })`);
  }

  /** Everything the page has told its host, in order. */
  posted(): Promise<FromSidebar[]> {
    return this.page.evaluate<FromSidebar[]>('posted');
  }

  /** Strikes that out: what follows begins a new list. */
  async forget(): Promise<void> {
    await this.page.evaluate('posted.length = 0');
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The focus goes to a prompt or to the editor: so a page in a frame sees it. */
  async leave(): Promise<void> {
    await this.page.evaluate('document.activeElement.blur(); document.hasFocus = () => false');
  }

  async comeBack(): Promise<void> {
    await this.page.evaluate("delete document.hasFocus; window.dispatchEvent(new Event('focus'))");
  }

  /** The ID of what has the focus, or its text where it has none; empty if nothing has it. */
  focused(): Promise<string> {
    return this.page.evaluate<string>(
      "document.activeElement === document.body ? '' : document.activeElement.id || document.activeElement.textContent.trim()",
    );
  }
}

interface Opener {
  (options?: PageOptions): Promise<SidebarUnderTest>;
}

/** For a suite: one browser, and pages that are closed after each test. None may complain. */
export function useSidebars(): { open: Opener; bytes: () => number } {
  let browser: Browser;
  let bundle: Bundle;
  const opened: SidebarUnderTest[] = [];
  before(async () => {
    [browser, bundle] = await Promise.all([launchBrowser(), buildPage('sidebar')]);
  });
  after(() => browser.close());
  afterEach(async () => {
    const sidebars = opened.splice(0);
    await Promise.all(sidebars.map(({ page }) => page.close()));
    assert.deepEqual(
      sidebars.flatMap(({ complaints }) => complaints),
      [],
    );
  });
  return {
    open: async (options) => {
      const sidebar = await SidebarUnderTest.open(browser, bundle, options);
      opened.push(sidebar);
      return sidebar;
    },
    bytes: () => Buffer.byteLength(bundle.script) + Buffer.byteLength(bundle.styles),
  };
}
