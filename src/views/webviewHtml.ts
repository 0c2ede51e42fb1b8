import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Text that may stand between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export interface Page {
  /** Bundle in dist/webview: `<name>.js` and `<name>.css`. */
  bundle: 'panel' | 'sidebar';
  title: string;
  /** Markup; every text in it escaped by whoever made it. */
  body: string;
}

/** A whole page under the strictest policy that lets our own script and styles in. */
export function webviewPage(webview: vscode.Webview, extensionUri: vscode.Uri, page: Page): string {
  const nonce = randomBytes(16).toString('base64');
  const source = (extension: string) =>
    webview
      .asWebviewUri(
        vscode.Uri.joinPath(extensionUri, 'dist', 'webview', `${page.bundle}.${extension}`),
      )
      .toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<link rel="stylesheet" href="${source('css')}">
</head>
<body>
${page.body}
<script nonce="${nonce}" src="${source('js')}"></script>
</body>
</html>`;
}

/** Only what pages load may be loaded. */
export function webviewOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    // For Enter in a field; the policy lets no form go anywhere.
    enableForms: true,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')],
  };
}
