import * as vscode from 'vscode';
import { isolated } from './personsLine';

/**
 * VS Code makes links of `[text](address)` in notifications, commands included, and icons of
 * `$(name)` in labels. Names and a server's words must become neither.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** For what stands beside other text in a row to choose. */
export function asPart(text: string): string {
  return isolated(withoutIcons(text));
}

export function showInformation<T extends string>(
  message: string,
  ...buttons: T[]
): Thenable<T | undefined> {
  return vscode.window.showInformationMessage(withoutLinks(message), ...buttons);
}

export function showWarning<T extends string>(
  message: string,
  ...buttons: T[]
): Thenable<T | undefined> {
  return vscode.window.showWarningMessage(withoutLinks(message), ...buttons);
}

export function showError<T extends string>(
  message: string,
  ...buttons: T[]
): Thenable<T | undefined> {
  return vscode.window.showErrorMessage(withoutLinks(message), ...buttons);
}

/** For what is good to know and needs no answer. */
export function showStatus(message: string): void {
  vscode.window.setStatusBarMessage(withoutIcons(message), 8000);
}
