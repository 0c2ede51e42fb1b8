import assert from 'node:assert/strict';
import axe from 'axe-core';
import { useSidebars } from './sidebarUnderTest';
import type { SidebarUnderTest } from './sidebarUnderTest';
import { states } from './states';
import { themeNames } from '../themes';

interface Violation {
  id: string;
  nodes: { html: string }[];
}

describe('The sidebar page', function () {
  this.timeout(60_000);
  const { open, bytes } = useSidebars();

  const problems = async ({ page }: SidebarUnderTest): Promise<string[]> => {
    const violations = await page.evaluate<Violation[]>(
      'axe.run().then((result) => result.violations)',
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`);
  };

  for (const theme of themeNames) {
    it(`is accessible in every state, in the theme "${theme}"`, async () => {
      const sidebar = await open({ theme });
      await sidebar.page.evaluate(axe.source);
      for (const [name, state] of Object.entries(states)) {
        await sidebar.draw(state);
        assert.deepEqual(await problems(sidebar), [], name);
      }
      await sidebar.draw(states.filled!);
      await sidebar.field('Chatbot').press('ArrowDown');
      assert.deepEqual(await problems(sidebar), [], 'open list');
    });
  }

  it('never grows wider than the view, at no width and in no state', async () => {
    const sidebar = await open();
    for (const width of [120, 170, 200, 300, 600]) {
      await sidebar.page.setViewportSize({ width, height: 640 });
      for (const [name, state] of Object.entries(states)) {
        await sidebar.draw(state);
        if (!state.firstRun && !state.creating) {
          await sidebar.field('Chatbot').press('ArrowDown');
        }
        const tooWide = await sidebar.page.evaluate<string[]>(`
          [...document.querySelectorAll('html, main, [role=listbox]')]
            .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
            .map(({ localName }) => localName)
        `);
        assert.deepEqual(tooWide, [], `${name} at ${width} px`);
      }
    }
  });

  it('puts every style into its style sheet, as its content policy asks', async () => {
    const sidebar = await open();
    for (const state of Object.values(states)) {
      await sidebar.draw(state);
      assert.equal(await sidebar.page.locator('[style], style').count(), 0);
    }
  });

  it('holds still for whoever wants less motion', async () => {
    const sidebar = await open();
    await sidebar.draw(states.creating!);
    const animations = () =>
      sidebar.page.evaluate<number>(
        `document.querySelector('vscode-progress-bar').shadowRoot.getAnimations().length`,
      );
    assert.equal(await animations(), 1);
    await sidebar.page.evaluate(`document.body.classList.add('vscode-reduce-motion')`);
    assert.equal(await animations(), 0);
  });

  it('is small', () => {
    assert.ok(bytes() < 50_000, `${bytes()} bytes`);
  });
});
