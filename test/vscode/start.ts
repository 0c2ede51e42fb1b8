// The part of npm start that comes after building: VS Code with the packaged extension.
import { resolve } from 'node:path';
import { openDesktop } from './desktop';
import { openBrowser } from './openBrowser';
import { startSecretsProxy } from './secretsProxy';
import { VsCodeServer, installExtension } from './server';
import { identityOf, openStartProfile } from './startProfile';

const vsix = resolve(__dirname, '../../dist/userdesk.vsix');

/** A browser keeps its secrets by origin, so the port is the same each time if it can be. */
const usualPort = 41391;

const whatToDo = `First, press F1 and run "Userdesk: Create Conversation…": the sandbox is chosen already,
Enter takes each step. Or use the Userdesk icon in the bar at the left.
No API key is needed: the sandbox answers from within the extension.`;

async function startInBrowser(): Promise<void> {
  let stop = async () => {
    // Until there is something to stop.
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop().finally(() => process.exit(0)));
  }
  const profile = openStartProfile('browser');
  const { connectionToken, halfKey } = identityOf(profile);
  await installExtension('current', profile, vsix);
  const server = await VsCodeServer.start({ version: 'current', profile, connectionToken });
  const proxy = await startSecretsProxy({ target: server.port, port: usualPort, halfKey });
  stop = async () => {
    proxy.stop();
    await server.stop();
  };

  const url = `http://127.0.0.1:${proxy.port}/?tkn=${connectionToken}&ew=true`;
  console.log(`\nVS Code with Userdesk is ready:\n\n  ${url}\n\n${whatToDo}\n\nCtrl-C ends it.`);
  openBrowser(url);
}

function startOnDesktop(): void {
  openDesktop(openStartProfile('desktop'), vsix);
  console.log(`\nVS Code opens in a profile of its own.\n\n${whatToDo}`);
}

async function main(): Promise<void> {
  if (process.argv.includes('--desktop')) startOnDesktop();
  else await startInBrowser();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
