import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json';

const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
// Read while the tests are loaded, so before one of them can wake the extension.
const activeAtStart = extension?.isActive;

describe('Activation', () => {
  it('does not happen before something asks for it', () => {
    equal(activeAtStart, false);
  });

  it('registers every command that the manifest declares, and no other', async () => {
    ok(extension);
    await extension.activate();
    const registered = await vscode.commands.getCommands(true);
    const declared = manifest.contributes.commands.map(({ command }) => command);
    // VS Code adds commands of its own for each view.
    const views = /^userdesk\.(sidebar|conversations)\./;
    const ours = registered.filter((id) => id.startsWith('userdesk.') && !views.test(id));
    deepEqual(ours.sort(), declared.sort());
  });
});
