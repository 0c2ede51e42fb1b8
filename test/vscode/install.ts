import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The newest VS Code known to work, and the oldest one that `engines.vscode` promises. */
export type VsCodeVersion = 'current' | 'oldest';

/** The Node and the server that together are one VS Code. */
export interface VsCodeInstallation {
  readonly node: string;
  readonly serverMain: string;
}

interface Release {
  readonly vscode: string;
  /** The package that carries VS Code's own server. */
  readonly codeServer: string;
  /** The Node it was built for. */
  readonly node: string;
  /** A dependency to take in another version than the server asks for. */
  readonly instead: readonly string[];
  readonly native: readonly string[];
}

const releases: Readonly<Record<VsCodeVersion, Release>> = {
  current: {
    vscode: '1.139.1',
    codeServer: '4.139.1',
    node: '24',
    instead: [],
    native: ['@vscode/spdlog', '@vscode/native-watchdog'],
  },
  oldest: {
    vscode: '1.105.1',
    codeServer: '4.105.1',
    node: '22',
    // It asks for a commit on GitHub; the registry has the same version, built.
    instead: ['@parcel/watcher@2.5.1'],
    native: ['@vscode/spdlog', 'native-watchdog'],
  },
};

const abandonedAfterMs = 60 * 60 * 1000;

/** Where VS Code and the profile of `npm start` are kept: outside of any checkout. */
export function cacheFolder(): string {
  const { USERDESK_VSCODE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  return (
    USERDESK_VSCODE_CACHE ??
    join(XDG_CACHE_HOME ?? LOCALAPPDATA ?? join(homedir(), '.cache'), 'userdesk-vscode')
  );
}

/** Gets VS Code once; afterwards finds it in milliseconds. */
export async function installVsCode(version: VsCodeVersion): Promise<VsCodeInstallation> {
  const { codeServer, node } = releases[version];
  const cache = cacheFolder();
  const folder = join(cache, `code-server-${codeServer}-node-${node}`);
  const installation = installationIn(folder);
  if (existsSync(installation.serverMain)) return installation;

  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  // What stands under the final name is whole: an interruption leaves only the temporary folder,
  // and of two that install at once the later one finds the work done.
  const temporary = await mkdtemp(join(cache, 'installing-'));
  try {
    await fill(temporary, version);
    await rename(temporary, folder).catch((error: unknown) => {
      if (!existsSync(installation.serverMain)) throw error;
    });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return installation;
}

function installationIn(folder: string): VsCodeInstallation {
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  return {
    node: join(folder, 'node_modules', 'node', 'bin', executable),
    serverMain: join(serverFolder(folder), 'out', 'server-main.js'),
  };
}

function serverFolder(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

async function fill(folder: string, version: VsCodeVersion): Promise<void> {
  const { vscode, codeServer, node, instead, native } = releases[version];
  say(`Getting VS Code ${vscode} for the tests, once: about a minute.`);
  // npm runs a package's install script only where it is named here.
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, allowScripts: { node: true } }),
  );
  // Node comes first: the native parts below must be built for it, not for the Node of today.
  await npm(folder, folder, 'install', `node@${node}`);
  say(`  Node ${node} is there.`);
  await npm(folder, folder, 'install', '--ignore-scripts', `code-server@${codeServer}`);
  say(`  code-server ${codeServer} is there.`);
  const server = serverFolder(folder);
  await npm(folder, server, 'install', '--omit=dev', '--ignore-scripts', ...instead);
  say('  Its dependencies are there. Building two native parts.');
  // Without spdlog the log channels stay empty.
  await npm(folder, server, 'rebuild', ...native);
  say(`VS Code ${vscode} is ready.`);
}

/** Runs npm in `cwd` with the Node of `folder` first on the path. */
async function npm(folder: string, cwd: string, ...args: string[]): Promise<void> {
  // An npm around us would have its own project in some of these.
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_.*prefix$/i.test(name));
  const path = join(folder, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? '');
  const env = { ...Object.fromEntries(inherited), PATH: path };
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn('npm', [...args, ...quiet], {
    cwd,
    env,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => (output += piece.toString()));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  if (code === 0) return;
  const end = output.trimEnd().split('\n').slice(-15).join('\n');
  throw new Error(
    `Could not get VS Code: "npm ${args.join(' ')}" failed.\n${end}\n` +
      'This needs the npm registry and, for two small native parts, a C++ compiler, make and ' +
      'Python. Run the command again when they are there: nothing half done is kept.',
  );
}

async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith('installing-')) continue;
    const { mtimeMs } = await stat(join(cache, name));
    if (Date.now() - mtimeMs < abandonedAfterMs) continue;
    await rm(join(cache, name), { recursive: true, force: true });
  }
}

/** On stderr, because stdout belongs to the results of the tests. */
function say(line: string): void {
  console.error(line);
}
