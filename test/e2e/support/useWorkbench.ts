import { Workbench } from './workbench';
import type { WorkbenchOptions } from './workbench';

/** One VS Code for all tests of a describe(); a picture of it where one of them fails. */
export function useWorkbench(options: WorkbenchOptions = {}): () => Workbench {
  let workbench: Workbench | undefined;

  before(async () => {
    workbench = await Workbench.start(options);
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.fullTitle().replace(/[^\w]+/g, '-');
    await workbench?.screenshot(`failed-${name}`);
  });

  after(async () => {
    await workbench?.dispose();
  });

  return () => {
    if (!workbench) throw new Error('VS Code did not start.');
    return workbench;
  };
}
