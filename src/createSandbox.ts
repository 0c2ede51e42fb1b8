import * as vscode from 'vscode';
import { SandboxRunner } from './chatbots/sandboxRunner';
import { contextKeys } from './ids';
import type { DisposableStore } from './support/disposables';
import type { FailureReporter } from './support/reportFailure';
import { SandboxScenarios } from './support/sandboxScenarios';
import { SandboxStatus } from './views/sandboxStatus';

/**
 * The sandbox of this window, which is loaded when it is started, with its scenario.
 * @param changed told when it starts, stops, or has other chatbots
 */
export function createSandbox(
  { workspaceState }: Pick<vscode.ExtensionContext, 'workspaceState'>,
  owned: DisposableStore,
  failures: FailureReporter,
  changed: () => void,
): { sandbox: SandboxRunner; scenarios: SandboxScenarios } {
  const status = owned.add(new SandboxStatus());
  const show = () => {
    status.show(sandbox.running, scenarios.inUse);
  };
  const isOther = () => {
    changed();
    show();
  };
  const sandbox: SandboxRunner = owned.add(
    new SandboxRunner(
      async () => {
        const [{ startSandbox }, scenario] = await Promise.all([
          import('./sandbox/server'),
          scenarios.current(),
        ]);
        return startSandbox({ ...(scenario && { scenario }), changed: show });
      },
      (running) => {
        void vscode.commands.executeCommand('setContext', contextKeys.sandboxRunning, running);
        isOther();
        if (running) scenarios.catchUp();
      },
      () => scenarios.file !== undefined,
    ),
  );
  const scenarios: SandboxScenarios = owned.add(
    new SandboxScenarios(workspaceState, { sandbox, failures, applied: isOther }),
  );
  return { sandbox, scenarios };
}
