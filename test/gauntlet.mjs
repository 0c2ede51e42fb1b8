// npm run test:gauntlet: every fault in every way through a real VS Code, and all of the fuzzing.
// npm test has both in a short form.
import { interrupted, run, setUp } from './support/setUp.mjs';

await setUp();
const whole = { USERDESK_GAUNTLET: 'whole', USERDESK_FUZZ: 'whole' };
const mocha = ['mocha', '--no-config', '--require', 'tsx'];
const hooks = ['--require', 'test/e2e/support/hooks.ts', '--timeout', '100000'];
const steps = [
  ['npm', ['run', '--silent', 'package']],
  ['npx', [...mocha, ...hooks, 'test/e2e/gauntlet.test.ts']],
  ['npx', [...mocha, '--timeout', '20000', 'test/unit/fuzz/*.test.ts']],
  ['npm', ['run', '--silent', 'test:host']],
];
for (const [command, args] of steps) {
  const code = await run(command, args, whole);
  if (code === 0) continue;
  process.exitCode = 1;
  if (args.includes('package') || code === interrupted) break;
}
