import { homedir } from 'node:os';
import * as vscode from 'vscode';

/** Asks where a new file goes, beginning in the workspace, else at home. */
export function askWhereToSave(
  title: string,
  name: string,
  filters: Record<string, string[]>,
): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const defaultUri = vscode.Uri.joinPath(folder, name);
  return vscode.window.showSaveDialog({ title, defaultUri, filters });
}
