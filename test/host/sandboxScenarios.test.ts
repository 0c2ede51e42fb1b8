import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { createSandbox } from '../../src/createSandbox';
import { DisposableStore } from '../../src/support/disposables';
import { FakeMemento } from '../support/memento';
import { until } from './extensionUnderTest';

describe('A scenario that is chosen while the sandbox is starting', () => {
  const owned = new DisposableStore();
  let attempts = 0;
  const attempt = async (work: () => unknown) => {
    attempts++;
    await work();
  };
  const { sandbox, scenarios } = createSandbox(
    { workspaceState: new FakeMemento() },
    owned,
    { attempt } as never,
    () => undefined,
  );
  const uriOf = (name: string) => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    return vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file(''), `${name}.userdesk-sandbox.json`);
  };
  const names = ['first', 'second'];

  before(async () => {
    for (const name of names) {
      const scenario = { chatbots: [{ id: `sandbox-${name}`, name }] };
      await vscode.workspace.fs.writeFile(uriOf(name), Buffer.from(JSON.stringify(scenario)));
    }
  });
  after(async () => {
    owned.dispose();
    await sandbox.stop();
    for (const name of names) await vscode.workspace.fs.delete(uriOf(name));
  });
  const has = () => sandbox.running?.chatbots().map(({ id }) => id);

  it('is used as soon as it has started', async () => {
    await scenarios.use(uriOf('first'));
    const starting = sandbox.ensure();
    await scenarios.use(uriOf('second'));
    equal(sandbox.running, undefined);
    await starting;
    await until('it to be used', () => has()?.[0] === 'sandbox-second');
    equal(scenarios.inUse?.toString(), uriOf('second').toString());
  });

  it('is not used again by the next start, which begins with it', async () => {
    await sandbox.stop();
    attempts = 0;
    await sandbox.ensure();
    deepEqual(has(), ['sandbox-second']);
    equal(attempts, 0);
  });
});
