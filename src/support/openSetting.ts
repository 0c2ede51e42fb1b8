import * as vscode from 'vscode';

/** Opens VS Code's own editor for settings at one of them. */
export function openSetting(id: string): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.openSettings', id);
}
