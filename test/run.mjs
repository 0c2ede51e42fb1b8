// npm test: every check and every suite, and their sum in the last line.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { interrupted, root, run, setUp } from './support/setUp.mjs';

/** A check is one test; a suite counts its own. */
const steps = [
  { name: 'types', script: ['check:types'] },
  { name: 'lint', script: ['check:lint'] },
  { name: 'format', script: ['check:format'] },
  { name: 'unit', script: ['test:unit'], counts: true },
  { name: 'host', script: ['test:host'], counts: true },
  { name: 'host-oldest', script: ['test:host', '--', '--oldest'], counts: true },
  { name: 'e2e', script: ['test:e2e'], counts: true },
];

await setUp();
const results = join(root, 'out', 'results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** One for all of them. */
const seed = process.env.USERDESK_FUZZ_SEED ?? String(Date.now());
const lines = [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const { name, script, counts } of steps) {
  console.log(`\n== ${name}: npm run ${script.join(' ')}`);
  const file = join(results, `${name}.json`);
  const begin = Date.now();
  const code = await run('npm', ['run', '--silent', ...script], {
    ...{ USERDESK_TEST_RESULTS: file, USERDESK_FUZZ_SEED: seed },
  });
  if (code === interrupted) process.exit(code);
  const result = counts ? ofSuite(code, file) : ofCheck(code);
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  lines.push(`${name}: ${show(result)} (${seconds} s)`);
  console.log(`== ${lines.at(-1)}`);
  for (const key of Object.keys(total)) total[key] += result[key];
}

console.log(`\n${lines.join('\n')}\n`);
console.log(show(total));
process.exitCode = total.failed > 0 ? 1 : 0;

function ofCheck(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

function ofSuite(code, file) {
  const result = readCounts(file);
  // Whatever ended badly counts, even where no test of its own failed.
  if (code !== 0 && result.failed === 0) result.failed = 1;
  return result;
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function show({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
