// npm run test:gauntlet: every fault in every way through a real VS Code, hostile texts and
// workspaces, proxies, load, and all of the fuzzing. npm test has the first and the last in a
// short form, and the rest as it is here.
import { interrupted, run, setUp } from './support/setUp.mjs';

await setUp();
const whole = { USERDESK_GAUNTLET: 'whole', USERDESK_FUZZ: 'whole' };
const mocha = ['mocha', '--no-config', '--require', 'tsx'];
const hooks = ['--require', 'test/e2e/support/hooks.ts', '--timeout', '180000'];
const suites = ['gauntlet', 'hostileAnswers', 'hostileTitles', 'keysWanted', 'load', 'proxy'];
const units = ['fuzz/*', 'webview/**/hostile'];
const steps = [
  ['npm', ['run', '--silent', 'package']],
  ['npx', [...mocha, ...hooks, ...suites.map((name) => `test/e2e/${name}.test.ts`)]],
  ['npx', [...mocha, '--timeout', '20000', ...units.map((name) => `test/unit/${name}.test.ts`)]],
  ['npm', ['run', '--silent', 'test:host']],
];
for (const [command, args] of steps) {
  const code = await run(command, args, whole);
  if (code === 0) continue;
  process.exitCode = 1;
  if (args.includes('package') || code === interrupted) break;
}
