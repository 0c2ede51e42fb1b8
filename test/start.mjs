// npm start: VS Code in the browser (or, with --desktop, an installed one) with this extension.
import { fail, interrupted, run, setUp } from './support/setUp.mjs';

await setUp();
console.log('Building and packaging the extension.');
const packaged = await run('npm', ['run', '--silent', 'package']);
if (packaged !== 0) fail('The extension could not be built. The reason stands above.');
const code = await run(process.execPath, [
  ...['--import', 'tsx', 'test/vscode/start.ts'],
  ...process.argv.slice(2),
]);
// Ending it is how it ends.
process.exitCode = code === interrupted ? 0 : code;
