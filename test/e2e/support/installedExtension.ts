import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Profile } from '../../vscode/profile';
import { installExtension } from '../../vscode/server';

const root = resolve(__dirname, '../../..');
const vsix = join(root, 'dist', 'userdesk.vsix');

let installing: Promise<string> | undefined;

/**
 * The folder in which VS Code has installed the packaged extension: once for all tests, to be
 * copied, and never beside a server that starts, which writes the same list of extensions.
 */
export function installedExtension(): Promise<string> {
  installing ??= install();
  return installing;
}

async function install(): Promise<string> {
  const folder = join(root, 'out', 'installed');
  rmSync(folder, { recursive: true, force: true });
  const profile = new Profile(folder);
  await installExtension('current', profile, vsix);
  return profile.extensions;
}
