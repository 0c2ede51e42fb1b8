// `npm run sandbox`: the sandbox by itself, for people who write a client of their own.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseScenario, type Scenario } from './scenario';
import { originProblem } from './senders';
import { inOneLine, ownScenario, startSandbox, type Sandbox, type SandboxOptions } from './server';

const usage = 'Usage: npm run sandbox -- [--port N] [--scenario FILE] [--allow-origin ORIGIN]…';

void main(process.argv.slice(2));

async function main(args: string[]): Promise<void> {
  try {
    const { port, scenario: file, 'allow-origin': allowedOrigins = [] } = parseOptions(args);
    for (const origin of allowedOrigins) {
      const problem = originProblem(origin);
      if (problem !== undefined) throw new Error(problem);
    }
    const scenario = file === undefined ? ownScenario : readScenario(file);
    const sandbox = await start({ port: readPort(port), scenario, allowedOrigins });
    // Nothing is left after that, so the process ends by itself.
    process.once('SIGINT', () => void sandbox.stop());
    console.log(describe(sandbox));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

function readPort(port: string | undefined): number {
  if (port === undefined) return 0;
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new Error(`--port takes a number from 0 to 65535 (0: any free port), not "${port}".`);
}

function readScenario(file: string): Scenario {
  try {
    return parseScenario(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be used. ${(error as Error).message}`, { cause: error });
  }
}

function parseOptions(args: string[]) {
  try {
    const options = {
      port: { type: 'string' },
      scenario: { type: 'string' },
      'allow-origin': { type: 'string', multiple: true },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

async function start(options: SandboxOptions & { port: number }): Promise<Sandbox> {
  const { port } = options;
  try {
    return await startSandbox({
      ...options,
      log: (request) => {
        console.log(inOneLine(request));
      },
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      EADDRINUSE: `Port ${port} is in use already. Choose another one: --port N`,
      EACCES: `Port ${port} needs more rights than you have. Choose another one: --port N`,
    };
    throw new Error(reasons[code ?? ''] ?? `The sandbox could not be started: ${message}`, {
      cause: error,
    });
  }
}

function describe(sandbox: Sandbox): string {
  const all = sandbox.chatbots();
  const chatbots = all.map(({ id, name, description = name }) => {
    return `  ${id}\n    ${description}\n    API key: ${sandbox.apiKeyOf(id) ?? ''}`;
  });
  const [first] = all;
  return `Userdesk sandbox: ${sandbox.baseUrl}

Chatbots, each with its API key until the sandbox is stopped:
${chatbots.join('\n')}

Create a conversation:
  ${curlExample(sandbox, first?.id ?? '')}

Control token, for what goes wrong next: ${sandbox.control.token}

Ctrl-C stops the sandbox.
`;
}

/** On one line and in double quotes, which most shells read alike. */
function curlExample(sandbox: Sandbox, id: string): string {
  return [
    `curl -X POST ${sandbox.baseUrl}/chatbot/${id}/conversation`,
    `-H "Authorization: Bearer ${sandbox.apiKeyOf(id) ?? ''}"`,
    '-H "Content-Type: application/json"',
    '-d "{}"',
  ].join(' ');
}
