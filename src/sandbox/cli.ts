// `npm run sandbox`: the sandbox by itself, for people who write a client of their own.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sandboxChatbots, type SandboxChatbot } from './chatbots';
import { parseScenario, type Scenario } from './scenario';
import type { Sandbox } from './server';
import { startSandbox } from './server';

const usage = 'Usage: npm run sandbox -- [--port N] [--scenario FILE]';

void main(process.argv.slice(2));

async function main(args: string[]): Promise<void> {
  try {
    const { port: givenPort, scenario: file } = parseOptions(args);
    const port = readPort(givenPort);
    const scenario = file === undefined ? undefined : readScenario(file);
    const sandbox = await start(port, scenario);
    // Nothing is left after that, so the process ends by itself.
    process.once('SIGINT', () => void sandbox.stop());
    console.log(describe(sandbox, scenario?.chatbots ?? sandboxChatbots));
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
    const options = { port: { type: 'string' }, scenario: { type: 'string' } } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

async function start(port: number, scenario: Scenario | undefined): Promise<Sandbox> {
  try {
    return await startSandbox({
      ...{ port, ...(scenario && { scenario }) },
      log: ({ method, path, status, fault }) => {
        console.log(`${method} ${path} ${status}${fault ? ` (${fault})` : ''}`);
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

function describe(sandbox: Sandbox, all: readonly SandboxChatbot[]): string {
  const chatbots = all.map(({ id, name, description = name }) => {
    return `  ${id}\n    ${description}\n    API key: ${sandbox.apiKeyOf(id) ?? ''}`;
  });
  const [first] = all;
  return `Userdesk sandbox: ${sandbox.baseUrl}

Chatbots, each with its API key until the sandbox is stopped:
${chatbots.join('\n')}

Create a conversation:
  ${curlExample(sandbox, first?.id ?? '')}

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
