import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Scenario } from '../../src/sandbox/scenario';
import type { Sandbox } from '../../src/sandbox/server';
import { SandboxScenarios } from '../../src/support/sandboxScenarios';
import { FakeMemento } from '../support/memento';
import { until } from './extensionUnderTest';

const scenarioWith = (id: string) => JSON.stringify({ chatbots: [{ id, name: 'Bot' }] });

describe('A scenario that is saved while the sandbox is starting', () => {
  const used: string[][] = [];
  const use = ({ chatbots }: Scenario) => used.push(chatbots.map(({ id }) => id));
  const sandbox: { running: Sandbox | undefined } = { running: undefined };
  let attempts = 0;
  let scenarios: SandboxScenarios;
  let uri: vscode.Uri;

  before(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    uri = vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file(''), 'starting.userdesk-sandbox.json');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(scenarioWith('sandbox-first')));
    scenarios = new SandboxScenarios(new FakeMemento(), {
      sandbox,
      failures: {
        attempt: async (work) => {
          attempts++;
          await work();
        },
      },
      applied: () => undefined,
    });
    await scenarios.use(uri);
  });
  after(async () => {
    scenarios.dispose();
    await vscode.workspace.fs.delete(uri);
  });

  it('is used as soon as it has started', async () => {
    deepEqual((await scenarios.current())?.chatbots[0]?.id, 'sandbox-first');
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(uri, all, scenarioWith('sandbox-second'));
    await vscode.workspace.applyEdit(edit);
    equal(await document.save(), true);
    sandbox.running = { use } as unknown as Sandbox;
    scenarios.catchUp();
    await until('it to be used', () => used.length > 0);
    deepEqual(used, [['sandbox-second']]);
  });

  it('is not used again by the next start, which begins with it', async () => {
    const before = attempts;
    deepEqual((await scenarios.current())?.chatbots[0]?.id, 'sandbox-second');
    scenarios.catchUp();
    equal(attempts, before);
  });
});
