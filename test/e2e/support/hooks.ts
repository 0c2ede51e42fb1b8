import { exitOnSignals } from '../../vscode/processGroup';
import { install } from './installedExtension';

/** Ctrl-C ends every VS Code that a test has started, in each process that runs tests. */
exitOnSignals();

/** Once, before any of them. */
export async function mochaGlobalSetup(): Promise<void> {
  await install();
}
