import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Profile } from '../../vscode/profile';
import { installExtension } from '../../vscode/server';

const root = resolve(__dirname, '../../..');
const vsix = join(root, 'dist', 'userdesk.vsix');
const profileFolder = join(root, 'out', 'installed');

/**
 * The folder in which VS Code has installed the packaged extension: once for all tests, to be
 * copied, and never beside a server that starts, which writes the same list of extensions.
 */
export const installedExtension = join(profileFolder, 'extensions');

/** Installs it, and VS Code before that if need be. */
export async function install(): Promise<void> {
  rmSync(profileFolder, { recursive: true, force: true });
  await installExtension('current', new Profile(profileFolder), vsix);
}
