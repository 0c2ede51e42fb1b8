import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Profile } from './profile';

const onMac = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';

/** Puts the extension into the VS Code that is installed here, in a profile of its own. */
export function openDesktop(profile: Profile, vsix: string): void {
  const code = findCode();
  if (!code) {
    throw new Error(
      'There is no command "code". Install VS Code with it (on a Mac: "Shell Command: Install ' +
        "'code' command in PATH\" in the palette), or leave out --desktop.",
    );
  }
  const own = [`--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`];
  run(code, [...own, '--install-extension', vsix, '--force']);
  run(code, [...own, '--new-window']);
}

function findCode(): string | undefined {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders.map((folder) => join(folder, name)), onMac].find((file) => existsSync(file));
}

function run(code: string, args: readonly string[]): void {
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  const { status } = spawnSync(shell ? `"${code}"` : code, quoted, { stdio: 'inherit', shell });
  if (status !== 0) throw new Error(`VS Code could not be started: "${code}" failed.`);
}
