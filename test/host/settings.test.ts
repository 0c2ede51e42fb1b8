import { deepEqual, equal, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../package.json';
import { extensionUnderTest, until } from './extensionUnderTest';

const { configuration } = manifest.contributes;
const settings = Object.entries<{ scope: string }>(configuration.properties);
const section = () => vscode.workspace.getConfiguration('userdesk');

describe('The settings', () => {
  it('of a workspace count only where it is trusted', () => {
    const ofWorkspaces = settings.filter(([, { scope }]) => scope !== 'application');
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    deepEqual(restrictedConfigurations.toSorted(), ofWorkspaces.map(([id]) => id).sort());
  });

  it('have none for a key', () => {
    deepEqual(
      settings.filter(([id]) => /key|token|secret|password/i.test(id)),
      [],
    );
  });
});

describe('The address of the API', () => {
  const failureCode = async (): Promise<unknown> => {
    const api = await extensionUnderTest().activate();
    return api.createConversation({ chatbotId: '123456' }).then(
      () => 'none',
      (error: unknown) => (error as { code?: unknown }).code,
    );
  };

  after(async () => {
    await section().update('apiBaseUrl', undefined, vscode.ConfigurationTarget.Global);
    await section().update('userName', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('cannot be set for a workspace', async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    await rejects(Promise.resolve(section().update('apiBaseUrl', 'https://x.example', Workspace)));
  });

  it('is not taken from the settings that a workspace brings along', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const uri = vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file(''), '.vscode/settings.json');
    // VS Code makes the file; what it would not write into it comes as if by hand.
    await section().update('userName', 'Ada', vscode.ConfigurationTarget.Workspace);
    const document = await vscode.workspace.openTextDocument(uri);
    const brought = { 'userdesk.userName': 'Grace', 'userdesk.apiBaseUrl': 'not an address' };
    const edit = new vscode.WorkspaceEdit();
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(uri, all, JSON.stringify(brought));
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await until('the settings to be read', () => section().get('userName') === 'Grace');

    equal(section().inspect('apiBaseUrl')?.workspaceValue, undefined);
    equal(await failureCode(), 'missingApiKey');
  });

  it('is taken from the settings of the user, as they are now', async () => {
    const { Global } = vscode.ConfigurationTarget;
    await section().update('apiBaseUrl', 'http://example.com/v1', Global);
    equal(await failureCode(), 'invalidBaseUrl');
    await section().update('apiBaseUrl', undefined, Global);
    equal(await failureCode(), 'missingApiKey');
  });
});
