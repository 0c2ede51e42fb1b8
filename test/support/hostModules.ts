import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Import this first to load, in plain Node, modules that take pictures from the bundler and
 * names from VS Code. `vscodeNames.ts` says which names there are.
 */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: pathToFileURL(join(__dirname, 'vscodeNames.ts')).href, shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) => {
    if (!url.endsWith('.svg')) return next(url, context);
    const text = JSON.stringify(readFileSync(fileURLToPath(url), 'utf8'));
    const source = `exports.__esModule = true; exports.default = ${text};`;
    return { format: 'commonjs', source, shortCircuit: true };
  },
});
