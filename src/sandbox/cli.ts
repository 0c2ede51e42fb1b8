// `npm run sandbox`: the sandbox by itself, for people who write a client of their own.
import { parseArgs } from 'node:util';
import { sandboxChatbots, sandboxSupportId } from './chatbots';
import type { Sandbox } from './server';
import { startSandbox } from './server';

const usage = 'Usage: npm run sandbox -- [--port N]';

void main(process.argv.slice(2));

async function main(args: string[]): Promise<void> {
  try {
    const port = readPort(args);
    const sandbox = await start(port);
    // Nothing is left after that, so the process ends by itself.
    process.once('SIGINT', () => void sandbox.stop());
    console.log(describe(sandbox));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

function readPort(args: string[]): number {
  const port = parsePortOption(args);
  if (port === undefined) return 0;
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw new Error(`--port takes a number from 0 to 65535 (0: any free port), not "${port}".`);
}

function parsePortOption(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { port: { type: 'string' } } }).values.port;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

async function start(port: number): Promise<Sandbox> {
  try {
    return await startSandbox({
      port,
      log: ({ method, path, status }) => {
        console.log(`${method} ${path} ${status}`);
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
  const chatbots = sandboxChatbots.map(
    ({ id, description }) =>
      `  ${id}\n    ${description}\n    API key: ${sandbox.apiKeyOf(id) ?? ''}`,
  );
  return `Userdesk sandbox: ${sandbox.baseUrl}

Chatbots, each with its API key until the sandbox is stopped:
${chatbots.join('\n')}

Create a conversation:
  ${curlExample(sandbox)}

Ctrl-C stops the sandbox.
`;
}

/** On one line and in double quotes, which most shells read alike. */
function curlExample(sandbox: Sandbox): string {
  return [
    `curl -X POST ${sandbox.baseUrl}/chatbot/${sandboxSupportId}/conversation`,
    `-H "Authorization: Bearer ${sandbox.apiKeyOf(sandboxSupportId) ?? ''}"`,
    '-H "Content-Type: application/json"',
    '-d "{}"',
  ].join(' ');
}
