// Every bundle of the project, in one place.
//
//   node esbuild.mjs [--production] [--with-tests] [--only=extension|webview|sandbox] [--watch]
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const only = process.argv.find((flag) => flag.startsWith('--only='))?.slice('--only='.length);
const production = flags.has('--production');
/** Debuggers want names and source maps; what is shipped wants neither. */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.svg': 'text' },
};

/** The other form of jsonc-parser hides from esbuild what it requires. */
const mainFields = ['module', 'main'];

/** What the oldest supported VS Code runs extensions on. */
const vscodeNode = { platform: 'node', target: 'node22' };

/**
 * The extension host needs CommonJS (VS Code patches `require('http')` for proxies), yet parts
 * loaded when first needed must share their modules with the rest. esbuild splits only ES
 * modules: so it bundles those first, and each chunk is then turned into CommonJS.
 */
const extensionHost = {
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  ...vscodeNode,
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external: ['vscode'],
  mainFields,
  // What node-fetch falls back to on a Node without web streams: 60 kB that would never run.
  alias: { 'web-streams-polyfill/dist/ponyfill.es2018.js': 'node:stream/web' },
  write: false,
  plugins: [{ name: 'chunks-as-commonjs', setup: (build) => build.onEnd(writeAsCommonJs) }],
};

async function writeAsCommonJs(result) {
  await rm('dist/chunks', { recursive: true, force: true });
  await Promise.all(
    result.outputFiles.map(async (file) => {
      await mkdir(dirname(file.path), { recursive: true });
      if (file.path.endsWith('.map')) return writeFile(file.path, file.contents);
      const { code } = await esbuild.transform(withPlainVsCode(file.text), {
        format: 'cjs',
        ...vscodeNode,
        minify: production,
        // import() of a chunk becomes require(), which is what the bundle is made of.
        supported: { 'dynamic-import': false },
      });
      await writeFile(file.path, code);
    }),
  );
}

/** VS Code's API is an object of hundreds of names, which esbuild would copy for each chunk. */
function withPlainVsCode(text) {
  return text.replaceAll(
    /\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode"/g,
    'const $1 = require("vscode")',
  );
}

/** The thread of the record. It shares nothing with the host but what it is told. */
const recordWorker = {
  ...common,
  entryPoints: { recordWorker: 'src/record/recordWorker.ts' },
  outdir: 'dist',
  ...vscodeNode,
  format: 'cjs',
};

const webviews = {
  ...common,
  entryPoints: { panel: 'src/webview/panel/panel.ts', sidebar: 'src/webview/sidebar/sidebar.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  target: 'chrome134',
  format: 'iife',
  tsconfig: 'src/webview/tsconfig.json',
};

const sandbox = {
  ...common,
  entryPoints: { sandbox: 'src/sandbox/cli.ts' },
  outdir: 'out',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields,
};

/** `import 'test-files'` in a suite's entry stands for every *.test.ts beside it. */
const testFiles = {
  name: 'test-files',
  setup(build) {
    build.onResolve({ filter: /^test-files$/ }, ({ resolveDir }) => ({
      path: resolveDir,
      namespace: 'test-files',
    }));
    build.onLoad({ filter: /.*/, namespace: 'test-files' }, async ({ path: folder }) => {
      const files = (await readdir(folder, { recursive: true })).filter((name) =>
        name.endsWith('.test.ts'),
      );
      const contents = files
        .sort()
        .map((name) => `require(${JSON.stringify('./' + name.replaceAll('\\', '/'))});`)
        .join('\n');
      return { contents, resolveDir: folder, watchDirs: [folder] };
    });
  },
};

const hostTests = {
  ...common,
  minify: false,
  sourcemap: 'inline',
  entryPoints: { index: 'test/host/index.ts' },
  outdir: 'out/test/host',
  ...vscodeNode,
  format: 'cjs',
  mainFields,
  external: ['vscode', 'mocha'],
  plugins: [testFiles],
};

const all = { extension: [extensionHost, recordWorker], webview: [webviews], sandbox: [sandbox] };
const wanted = only ? all[only] : Object.values(all).flat();
if (flags.has('--with-tests')) wanted.push(hostTests);
if (!only) await rm(join('dist'), { recursive: true, force: true });

if (flags.has('--watch')) {
  for (const options of wanted) await (await esbuild.context(options)).watch();
} else {
  const results = await Promise.all(
    wanted.map((options) => esbuild.build({ ...options, metafile: true })),
  );
  const isShipped = (options) => [...all.extension, ...all.webview].includes(options);
  const shipped = results.filter((_, index) => isShipped(wanted[index]));
  if (production)
    await writeNotices(shipped.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/** Name, version and licence text of every package that something in the bundles is from. */
async function writeNotices(inputs) {
  const folders = inputs.flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? [],
  );
  const notices = await Promise.all([...new Set(folders)].sort().map(notice));
  await writeFile('dist/THIRD-PARTY-NOTICES.txt', notices.join(`\n${'-'.repeat(80)}\n\n`));
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')));
  return `${name} ${version}, ${license}\n\n${texts.join('\n').trim()}\n`;
}
