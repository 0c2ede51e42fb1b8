// Runs the tests of this folder inside a VS Code: npm run test:host [-- --oldest]
//
// VSCODE_EXECUTABLE=/path/to/code runs them in a desktop VS Code instead.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { HostOutput } from '../support/hostOutput';
import type { VsCodeVersion } from '../vscode/install';
import { exitOnSignals } from '../vscode/processGroup';
import { Profile, quietSettings } from '../vscode/profile';

const root = resolve(__dirname, '../..');

async function main(): Promise<boolean> {
  const version: VsCodeVersion = process.argv.includes('--oldest') ? 'oldest' : 'current';
  const profile = Profile.temporary();
  profile.writeSettings(quietSettings);
  const workspace = join(profile.folder, 'workspace');
  mkdirSync(workspace);
  const output = new HostOutput();
  try {
    await runTests({
      vscodeExecutablePath: process.env.VSCODE_EXECUTABLE ?? join(root, 'test', 'vscode', 'code'),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'out', 'test', 'host', 'index.js'),
      launchArgs: [
        workspace,
        `--user-data-dir=${profile.userData}`,
        `--extensions-dir=${profile.extensions}`,
      ],
      extensionTestsEnv: {
        USERDESK_VSCODE: version,
        ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
      },
      stdout: output,
      stderr: output,
    });
    return true;
  } catch {
    // The report above says which tests failed; without one, VS Code itself must say why.
    if (!output.printed) console.error(output.others);
    return false;
  } finally {
    profile.remove();
  }
}

exitOnSignals();
// No exit() here: what VS Code printed last may still be on its way.
void main().then((passed) => {
  process.exitCode = passed ? 0 : 1;
});
