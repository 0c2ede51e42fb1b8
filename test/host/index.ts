// What VS Code calls inside the extension host of a test run.
import { format } from 'node:util';
import Mocha from 'mocha';
import { marked } from '../support/hostOutput';
import CountingReporter from '../support/reporter.cjs';

/** Starting things in a busy VS Code takes its time; whoever needs longer than this hangs. */
const timeoutMs = 30_000;

export async function run(): Promise<void> {
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    console.log(marked(format(...values)));
  };
  const mocha = new Mocha({ timeout: timeoutMs, reporter: CountingReporter });
  // The test files define their tests while they are loaded: describe() and it() come first.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('test-files');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
