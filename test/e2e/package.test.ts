import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Profile } from '../vscode/profile';
import { installExtension } from '../vscode/server';

const root = resolve(__dirname, '../..');
const vsix = join(root, 'dist', 'userdesk.vsix');

describe('The package', () => {
  const profile = Profile.temporary();
  let files: string[] = [];
  let folder = '';

  before(async () => {
    await installExtension('current', profile, vsix);
    const installed = readdirSync(profile.extensions).find((name) => name.startsWith('userdesk'));
    folder = join(profile.extensions, installed ?? '');
    files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => name.replaceAll('\\', '/'))
      .sort();
  });
  after(() => {
    profile.remove();
  });

  it('holds what runs, the schemas of files, the documents, the pictures of README and the licences, and nothing else', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const pictures = [...readme.matchAll(/\]\((media\/[^)]+)\)/g)].flatMap(
      ([, path]) => path ?? [],
    );
    const named = files.map((name) => name.replace(/-[A-Z\d]{8}\.js$/, '-*.js'));
    deepEqual(
      [...new Set(named)].filter((name) => !name.startsWith('dist/chunks/')),
      [
        '.vsixmanifest',
        'LICENSE.txt',
        'SECURITY.md',
        'changelog.md',
        'dist/THIRD-PARTY-NOTICES.txt',
        'dist/extension.js',
        'dist/recordWorker.js',
        'dist/webview/panel.css',
        'dist/webview/panel.js',
        'dist/webview/sidebar.css',
        'dist/webview/sidebar.js',
        'media/activity-bar.svg',
        'media/conversation-dark.svg',
        'media/conversation-light.svg',
        'media/conversation-share.schema.json',
        'media/history-backup.schema.json',
        'media/icon.png',
        'media/sandbox-scenario.schema.json',
        ...pictures.sort(),
        'package.json',
        'readme.md',
      ],
    );
    const chunks = named.filter((name) => name.startsWith('dist/chunks/'));
    ok(
      chunks.every((name) => name.endsWith('-*.js')),
      chunks.join(),
    );
  });

  it('needs no module but those that VS Code and Node bring', () => {
    const code = files.filter((name) => /^dist\/(extension|chunks\/.*)\.js$/.test(name));
    const required = code.flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(
        ([, id]) => id ?? '',
      ),
    );
    const foreign = required.filter((id) => !/^(\.|node:|vscode$)/.test(id));
    deepEqual(
      foreign.filter((id) => !nodeModules.has(id)),
      [],
    );
  });
});

const nodeModules = new Set(process.getBuiltinModule('node:module').builtinModules);
