import * as vscode from 'vscode';
import { benchCommands, minimalPrompt, shownText } from '../benchIds';

/** A prompt, and then the least that a panel can be. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand(benchCommands.showConstant, async () => {
      const answer = await vscode.window.showInputBox({
        placeHolder: minimalPrompt,
        ignoreFocusOut: true,
      });
      if (answer === undefined) return;
      const column = vscode.ViewColumn.Active;
      // It has no script of its own: what looks for the paint must be allowed to run.
      const options = { enableScripts: true };
      const panel = vscode.window.createWebviewPanel('minimal', 'Minimal', column, options);
      panel.webview.html = `<!DOCTYPE html><html><body>${shownText}</body></html>`;
    }),
  );
}
