import '../../support/hostModules';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { webviewOptions, webviewPage } from '../../../src/views/webviewHtml';
import { Uri } from '../../support/vscodeNames';
import { elements, find, parseMarkup, textOf, type Element } from './markup';

const extensionUri = Uri.file('/extensions/userdesk') as unknown as vscode.Uri;
const webview = {
  cspSource: 'https://*.vscode-cdn.net',
  asWebviewUri: (uri: Uri) => ({ toString: () => `https://file.vscode-cdn.net${uri.path}` }),
} as unknown as vscode.Webview;

function draw(title = 'New conversation'): Element {
  const body = '<div id="root"></div>';
  return parseMarkup(webviewPage(webview, extensionUri, { bundle: 'sidebar', title, body }));
}

function policyOf(page: Element): Record<string, string[]> {
  const { attributes } = find(
    page,
    ({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy',
  );
  const directives = (attributes['content'] ?? '').split(';').map((text) => text.trim().split(' '));
  return Object.fromEntries(directives.map(([name, ...sources]) => [name!, sources]));
}

const scripts = (page: Element) => elements(page).filter(({ tag }) => tag === 'script');

describe('The page of a webview', () => {
  it('may load nothing but its own style sheet and its own script', () => {
    const page = draw();
    const [script] = scripts(page);
    assert.deepEqual(policyOf(page), {
      'default-src': ["'none'"],
      'style-src': ['https://*.vscode-cdn.net'],
      'script-src': [`'nonce-${script?.attributes['nonce'] ?? ''}'`],
      'form-action': ["'none'"],
    });
  });

  it('has one script and one style sheet, both from the bundle', () => {
    const page = draw();
    const base = 'https://file.vscode-cdn.net/extensions/userdesk/dist/webview/sidebar';
    const sources = scripts(page).map(({ attributes }) => attributes['src']);
    assert.deepEqual(sources, [`${base}.js`]);
    assert.equal(textOf(scripts(page)[0]!), '');
    assert.equal(find(page, ({ tag }) => tag === 'link').attributes['href'], `${base}.css`);
  });

  it('has a nonce that nobody can guess, another each time', () => {
    const nonces = Array.from({ length: 50 }, () => scripts(draw())[0]?.attributes['nonce'] ?? '');
    assert.equal(new Set(nonces).size, 50);
    for (const nonce of nonces) assert.equal(Buffer.from(nonce, 'base64').length, 16);
  });

  it('shows its title as text, and its body as it was given', () => {
    const page = draw('</title><b>"A" & B');
    assert.equal(textOf(find(page, ({ tag }) => tag === 'title')), '</title><b>"A" & B');
    find(page, ({ attributes }) => attributes['id'] === 'root');
  });

  it('names its language', () => {
    assert.equal(find(draw(), ({ tag }) => tag === 'html').attributes['lang'], 'en');
  });

  it('can reach the folder of the bundles and no other', () => {
    const { localResourceRoots, ...options } = webviewOptions(extensionUri);
    const roots = localResourceRoots?.map(({ path }) => path);
    assert.deepEqual(roots, ['/extensions/userdesk/dist/webview']);
    assert.deepEqual(Object.keys(options).sort(), ['enableForms', 'enableScripts']);
  });
});
