import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

/** What axe has to say against a page, one line each; nothing is the aim. */
export async function axeViolations(frame: Frame, place: 'editor' | 'sideBar'): Promise<string[]> {
  // Evaluated by the debugger, so the page's content policy stays as strict as it is.
  await frame.evaluate(axe.source);
  // A page is transparent; what it stands on belongs to VS Code, and axe must be told.
  const background = `document.documentElement.style.backgroundColor`;
  await frame.evaluate(`${background} = 'var(--vscode-${place}-background)'`);
  const { violations } = await frame.evaluate<AxeResults>('axe.run(document)');
  await frame.evaluate(`${background} = ''`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.target.join(' ')}) ${node.failureSummary ?? ''}`),
  );
}
