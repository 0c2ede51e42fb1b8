import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { baselineCommand, benchCommands, benchPublisher, extensionId } from './benchIds';
import type { BenchExtension } from './benchIds';

export const root = resolve(__dirname, '../..');
const version = '1.0.0';

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly capabilities: object;
  readonly contributes: { readonly commands: readonly { command: string; title: string }[] };
}

/** The extensions that are measured beside ours, and those that measure. */
const sources: Readonly<Record<BenchExtension, string>> = {
  empty: 'empty.ts',
  registration: 'registration.ts',
  'minimal-panel': 'minimalPanel.ts',
  'bare-page': 'barePage.ts',
  requests: 'requests.ts',
  stopwatch: 'stopwatch.ts',
};

/** Puts them beside the extensions that are installed there, built as ours is. */
export async function addExtensions(
  installed: string,
  jobsUrl: string,
  names = Object.keys(sources) as BenchExtension[],
): Promise<void> {
  const ours = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest;
  for (const name of names) {
    const folder = join(installed, name);
    await mkdir(folder);
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest(name, ours)));
    const define = { JOBS_URL: JSON.stringify(jobsUrl) };
    await bundle(join('extensions', sources[name]), join(folder, 'extension.js'), define);
  }
  // VS Code's list of what is installed: quicker than packing and installing so many.
  const list = join(installed, 'extensions.json');
  const others = JSON.parse(await readFile(list, 'utf8')) as object[];
  const added = names.map((name) => ({
    identifier: { id: extensionId(name) },
    version,
    location: { $mid: 1, path: join(installed, name), scheme: 'file' },
    relativeLocation: name,
  }));
  await writeFile(list, JSON.stringify([...others, ...added]));
}

/** The script that times requests in a Node without VS Code. */
export async function bundleRequests(folder: string): Promise<string> {
  const script = join(folder, 'requests.js');
  await bundle(join('node', 'requests.ts'), script);
  return script;
}

async function bundle(
  source: string,
  outfile: string,
  define: Record<string, string> = {},
): Promise<void> {
  await build({
    entryPoints: [join(__dirname, source)],
    outfile,
    define,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

/** Of the same shape as ours, so that VS Code has the same to do before it loads the code. */
function manifest(name: BenchExtension, ours: Manifest): object {
  return {
    name,
    displayName: name,
    description: 'Part of the bench.',
    publisher: benchPublisher,
    version,
    engines: ours.engines,
    capabilities: ours.capabilities,
    extensionKind: ['workspace'],
    main: './extension.js',
    activationEvents: name === 'stopwatch' ? ['onStartupFinished'] : [],
    contributes: { commands: commandsOf(name, ours) },
  };
}

function commandsOf(name: BenchExtension, ours: Manifest): object[] {
  const title = (command: string) => ({ command, title: command });
  switch (name) {
    case 'empty':
    case 'stopwatch':
      return [];
    case 'registration':
      return ours.contributes.commands.map(({ command }) => title(baselineCommand(command)));
    case 'minimal-panel':
      return [title(benchCommands.showConstant)];
    case 'bare-page':
      return [title(benchCommands.openBarePage), title(benchCommands.streamToBarePage)];
    case 'requests':
      return [title(benchCommands.timeSecondRequests)];
  }
}
