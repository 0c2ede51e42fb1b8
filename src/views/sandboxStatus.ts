import * as vscode from 'vscode';
import { commands } from '../ids';
import type { Sandbox } from '../sandbox/server';
import { withoutIcons } from '../support/notifications';
import { fileName } from '../support/writeFile';
import { nextFault } from './sandboxTexts';

/** Says in the status bar that the sandbox runs, and leads to its menu. */
export class SandboxStatus implements vscode.Disposable {
  private item: vscode.StatusBarItem | undefined;

  show(sandbox: Sandbox | undefined, scenario: vscode.Uri | undefined): void {
    if (!sandbox) {
      this.item?.hide();
      return;
    }
    const item = (this.item ??= create());
    const fault = nextFault(sandbox.control.faults);
    item.text = `$(beaker) Sandbox${fault === undefined ? '' : `: next ${withoutIcons(fault)}`}`;
    const lines = [
      `Userdesk sandbox at ${sandbox.baseUrl}`,
      ...(scenario ? [`Scenario: ${fileName(scenario)}`] : []),
      ...(fault === undefined ? [] : [`Next request: ${fault}`]),
    ];
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: lines.join('. '), role: 'button' };
    item.show();
  }

  dispose(): void {
    this.item?.dispose();
  }
}

function create(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(
    'userdesk.sandbox',
    vscode.StatusBarAlignment.Right,
  );
  item.name = 'Userdesk Sandbox';
  item.command = commands.manageSandbox;
  return item;
}
