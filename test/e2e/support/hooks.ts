import { exitOnSignals } from '../../vscode/processGroup';

/** Ctrl-C ends every VS Code that a test has started. */
export function mochaGlobalSetup(): void {
  exitOnSignals();
}
