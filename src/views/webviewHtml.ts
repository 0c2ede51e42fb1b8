import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { escapeHtml } from '../markdown/escapeHtml';

/** In dist/webview: `<name>.js` and `<name>.css`. */
type Bundle = 'panel' | 'sidebar';

export interface Page {
  title: string;
  /** Markup; every text in it escaped by whoever made it. */
  body: string;
}

/**
 * A whole page under the strictest policy that lets our own script and styles in. Both stand in
 * the page: it is painted without waiting for a file, and there is none that it could ask for.
 */
export async function webviewPage(
  extensionUri: vscode.Uri,
  { bundle, ...page }: Page & { bundle: Bundle },
): Promise<string> {
  return (await pagesOf(extensionUri, bundle))(page);
}

/** The same for many pages, without waiting in between. */
export async function pagesOf(
  extensionUri: vscode.Uri,
  bundle: Bundle,
): Promise<(page: Page) => string> {
  const read = (extension: string) =>
    readFile(
      vscode.Uri.joinPath(extensionUri, 'dist', 'webview', `${bundle}.${extension}`).fsPath,
      'utf8',
    );
  const [style, script] = await Promise.all([read('css'), read('js')]);
  return (page) => pageHtml(style, script, page);
}

function pageHtml(style: string, script: string, { title, body }: Page): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

export const webviewOptions: vscode.WebviewOptions = {
  enableScripts: true,
  // For Enter in a field; the policy lets no form go anywhere.
  enableForms: true,
  // No file at all.
  localResourceRoots: [],
};
