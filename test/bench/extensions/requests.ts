import * as vscode from 'vscode';
import { benchCommands } from '../benchIds';
import { timeSecondRequests } from '../secondRequest';

/** Our client inside an extension host, where VS Code has patched Node's http modules. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand(benchCommands.timeSecondRequests, timeSecondRequests),
  );
}
