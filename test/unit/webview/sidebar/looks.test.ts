import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Browser } from 'playwright-core';
import type { Bundle } from './sidebarUnderTest';
import { buildSidebar, launchBrowser, SidebarUnderTest } from './sidebarUnderTest';
import { states } from './states';
import { themeNames } from './themes';

interface Violation {
  id: string;
  nodes: { html: string }[];
}

describe('The sidebar page', function () {
  this.timeout(60_000);
  let browser: Browser;
  let bundle: Bundle;

  before(async () => {
    [browser, bundle] = await Promise.all([launchBrowser(), buildSidebar()]);
  });
  after(() => browser.close());

  const problems = async ({ page }: SidebarUnderTest): Promise<string[]> => {
    const violations = await page.evaluate<Violation[]>(
      'axe.run().then((result) => result.violations)',
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  };

  for (const theme of themeNames) {
    it(`is accessible in every state, in the theme "${theme}"`, async () => {
      const sidebar = await SidebarUnderTest.open(browser, bundle, { theme });
      await sidebar.page.evaluate(axe.source);
      for (const [name, state] of Object.entries(states)) {
        await sidebar.draw(state);
        assert.deepEqual(await problems(sidebar), [], name);
      }
      await sidebar.draw(states.filled!);
      await sidebar.page.getByLabel('Chatbot', { exact: true }).press('ArrowDown');
      assert.deepEqual(await problems(sidebar), [], 'open list');
      assert.deepEqual(sidebar.complaints, []);
      await sidebar.page.close();
    });
  }

  it('never grows wider than the view, at no width and in no state', async () => {
    const sidebar = await SidebarUnderTest.open(browser, bundle);
    for (const width of [120, 170, 200, 300, 600]) {
      await sidebar.page.setViewportSize({ width, height: 640 });
      for (const [name, state] of Object.entries(states)) {
        await sidebar.draw(state);
        if (!state.firstRun && !state.creating) {
          await sidebar.page.getByLabel('Chatbot', { exact: true }).press('ArrowDown');
        }
        const needed = await sidebar.page.evaluate<number>('document.body.scrollWidth');
        assert.equal(needed, width, `${name} at ${width} px`);
      }
    }
    await sidebar.page.close();
  });

  it('puts every style into its style sheet, as its content policy asks', async () => {
    const sidebar = await SidebarUnderTest.open(browser, bundle);
    for (const state of Object.values(states)) {
      await sidebar.draw(state);
      assert.equal(await sidebar.page.locator('[style], style').count(), 0);
    }
    assert.deepEqual(sidebar.complaints, []);
    await sidebar.page.close();
  });

  it('holds still for whoever wants less motion', async () => {
    const sidebar = await SidebarUnderTest.open(browser, bundle);
    await sidebar.draw(states.creating!);
    const animations = () =>
      sidebar.page.evaluate<number>('document.getAnimations({ subtree: true }).length');
    assert.equal(await animations(), 1);
    await sidebar.page.evaluate(`document.body.classList.add('vscode-reduce-motion')`);
    assert.equal(await animations(), 0);
    await sidebar.page.close();
  });

  it('is small', () => {
    const bytes = Buffer.byteLength(bundle.script) + Buffer.byteLength(bundle.styles);
    assert.ok(bytes < 50_000, `${bytes} bytes`);
  });
});
