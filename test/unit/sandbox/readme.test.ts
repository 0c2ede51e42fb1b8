import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { parseScenario } from '../../../src/sandbox/scenario';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server';

const run = promisify(execFile);

/** The programs that the examples are for. Node is there; where another is not, it is not tried. */
const programs = [
  { language: 'js', command: process.execPath, args: ['--input-type=module', '--eval'] },
  { language: 'sh', command: 'sh', args: ['-c'] },
  { language: 'python', command: 'python3', args: ['-c'] },
] as const;

describe('The examples for the sandbox in README', () => {
  let sandbox: Sandbox;
  let examples: { language: string; code: string }[];
  before(async () => {
    const readme = await readFile('README.md', 'utf8');
    const [, section = ''] = /^## The sandbox$(.*?)^## /ms.exec(readme) ?? [];
    const blocks = section.matchAll(/^```(\w+)\n(.*?)^```$/gms);
    examples = Array.from(blocks, ([, language = '', code = '']) => ({ language, code }));
    const scenario = examples.find(({ language }) => language === 'jsonc')?.code ?? '';
    sandbox = await startSandbox({ scenario: parseScenario(scenario) });
  });
  after(() => sandbox.stop());

  async function outputsOf(language: (typeof programs)[number]['language']): Promise<string[]> {
    const { command, args } = programs.find((each) => each.language === language)!;
    const env = { ...process.env, TOKEN: sandbox.control.token };
    const outputs: string[] = [];
    for (const { code } of examples.filter((each) => each.language === language)) {
      const here = code.replaceAll('127.0.0.1:8787', `127.0.0.1:${sandbox.port}`);
      outputs.push((await run(command, [...args, here], { env })).stdout);
    }
    return outputs;
  }

  async function isThere(command: string, argument = '--version'): Promise<boolean> {
    return run(command, [argument]).then(
      () => true,
      () => false,
    );
  }

  it('answer fetch', async () => {
    assert.deepEqual(await outputsOf('js'), ['It is on its way.']);
  });

  it('answer curl, and let the next requests fail', async function () {
    if (!(await isThere('curl'))) this.skip();
    const [created = '', ordered = ''] = await outputsOf('sh');
    assert.match(created, /^\{"success":true,"conversationId":"[-\da-f]{36}","response":"Hello, /);
    assert.deepEqual(JSON.parse(ordered), {
      success: true,
      faults: [{ kind: 'resetInBody', on: 'message', times: 2 }],
    });
    sandbox.control.forgetFaults();
  });

  it('answer Python', async function () {
    if (!(await isThere('python3'))) this.skip();
    assert.deepEqual(await outputsOf('python'), ['Hello Anonymous, this is message 1.\n']);
  });
});
