import '../../support/hostModules';
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { webviewOptions, webviewPage } from '../../../src/views/webviewHtml';
import { Uri } from '../../support/vscodeNames';
import { elements, find, parseMarkup, textOf, type Element } from './markup';

const styles = 'body > div { margin: 0 }';
const folder = mkdtempSync(join(tmpdir(), 'userdesk-page-'));
const script = 'start()';
const extensionUri = Uri.file(folder) as unknown as vscode.Uri;

async function draw(title = 'New conversation'): Promise<Element> {
  const body = '<div id="root"></div>';
  return parseMarkup(await webviewPage(extensionUri, { bundle: 'sidebar', title, body }));
}

function policyOf(page: Element): Record<string, string[]> {
  const { attributes } = find(
    page,
    ({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy',
  );
  const directives = (attributes['content'] ?? '').split(';').map((text) => text.trim().split(' '));
  return Object.fromEntries(directives.map(([name, ...sources]) => [name!, sources]));
}

const all = (page: Element, name: string) => elements(page).filter(({ tag }) => tag === name);
const nonceOf = (page: Element, name: string) => all(page, name)[0]?.attributes['nonce'] ?? '';

describe('The page of a webview', () => {
  before(() => {
    mkdirSync(join(folder, 'dist', 'webview'), { recursive: true });
    writeFileSync(join(folder, 'dist', 'webview', 'sidebar.css'), styles);
    writeFileSync(join(folder, 'dist', 'webview', 'sidebar.js'), script);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('may have no styles and no script but its own', async () => {
    const page = await draw();
    assert.deepEqual(policyOf(page), {
      'default-src': ["'none'"],
      'style-src': [`'nonce-${nonceOf(page, 'style')}'`],
      'script-src': [`'nonce-${nonceOf(page, 'script')}'`],
      'form-action': ["'none'"],
    });
  });

  it('has styles and script in it, so that it asks for no file', async () => {
    const page = await draw();
    assert.deepEqual(all(page, 'style').map(textOf), [styles]);
    assert.deepEqual(all(page, 'script').map(textOf), [script]);
    assert.deepEqual(all(page, 'link'), []);
  });

  it('has a nonce that nobody can guess, another each time', async () => {
    const nonces: string[] = [];
    while (nonces.length < 50) nonces.push(nonceOf(await draw(), 'script'));
    assert.equal(new Set(nonces).size, 50);
    for (const nonce of nonces) assert.equal(Buffer.from(nonce, 'base64').length, 16);
  });

  it('shows its title as text, and its body as it was given', async () => {
    const page = await draw('</title><b>"A" & B');
    assert.equal(textOf(find(page, ({ tag }) => tag === 'title')), '</title><b>"A" & B');
    find(page, ({ attributes }) => attributes['id'] === 'root');
  });

  it('names its language', async () => {
    assert.equal(find(await draw(), ({ tag }) => tag === 'html').attributes['lang'], 'en');
  });

  it('can reach no file, whatever it would ask for', () => {
    assert.deepEqual(webviewOptions, {
      enableForms: true,
      enableScripts: true,
      localResourceRoots: [],
    });
  });
});
