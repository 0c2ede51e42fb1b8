import * as vscode from 'vscode';
import { commands } from '../../../src/ids';
import { baselineCommand } from '../benchIds';

/** As many commands as ours, and nothing behind them. */
export function activate(context: vscode.ExtensionContext): void {
  for (const id of Object.values(commands)) {
    context.subscriptions.push(
      vscode.commands.registerCommand(baselineCommand(id), () => undefined),
    );
  }
}
