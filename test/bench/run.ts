// Measures the package that `npm run package` has just made: npm run bench
// Of the chat or the record alone: npm run bench -- chat, npm run bench -- record
//
// Every ratio comes from one run, its two sides taken by turns; the figures are medians, but for
// the longest frames. These are of the best round: what other programs take is not the page's.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { exitOnSignals } from '../vscode/processGroup';
import { measureActivation } from './activation';
import { BenchHost } from './benchHost';
import { bundleRequests, root } from './bundles';
import { measureChat } from './chat';
import { asMarkdown, asText } from './figures';
import type { Figure } from './figures';
import { measureGreeting } from './greeting';
import { LoopbackUserdesk } from './loopbackUserdesk';
import type { Certificate } from './loopbackUserdesk';
import { PaintWatch } from './paintWatch';
import { measureRecord } from './record';
import { recordConversations } from './recordedConversations';
import { measureRequest, measureSecondRequests } from './requests';
import { measureLoaded, measureSizes } from './sizes';
import { TemporaryFolder } from './temporaryFolder';

async function main(): Promise<void> {
  const temporary = new TemporaryFolder();
  const figures: Figure[] = [];
  try {
    await measure(temporary, figures);
  } finally {
    temporary.remove();
    // What was measured before something failed took its time, too.
    console.log(`\n${asText(figures)}`);
    mkdirSync(join(root, 'out'), { recursive: true });
    writeFileSync(join(root, 'out', 'bench.md'), `${asMarkdown(figures)}\n`);
  }
}

/** @param figures is filled as they are measured */
async function measure(temporary: TemporaryFolder, figures: Figure[]): Promise<void> {
  const certificate = await makeCertificate();
  // Read by every Node at its start: the extension host and the plain one trust it alike.
  process.env.NODE_EXTRA_CA_CERTS = join(temporary.path, 'certificate.pem');
  writeFileSync(process.env.NODE_EXTRA_CA_CERTS, certificate.cert);

  const script = await bundleRequests(temporary.path);
  const userdesk = await LoopbackUserdesk.start();
  const settings = {
    'userdesk.apiBaseUrl': userdesk.baseUrl,
    'userdesk.defaultChatbot': '123456',
    // With the system's, VS Code would forget the certificate that Node is given.
    'http.systemCertificates': false,
  };
  const only = process.argv[2];
  try {
    if (only !== 'record') figures.push(...(await measureAllButRecord()));
    if (only === undefined || only === 'record')
      figures.push(...(await measureRecord(temporary, settings, userdesk, say)));
  } finally {
    await userdesk.stop();
  }

  async function measureAllButRecord(): Promise<Figure[]> {
    say('Starting VS Code');
    const { origin } = new URL(userdesk.baseUrl);
    const host = await BenchHost.start(temporary.path, settings, (profile) =>
      recordConversations(profile, origin),
    );
    temporary.removeLast();
    try {
      if (only === 'chat') return await measureOnlyChat(host, userdesk);
      say('Activation');
      const activation = await measureActivation(host);
      say('Sizes');
      const sizes = await measureSizes(host);
      say('Greeting');
      const watch = await PaintWatch.on(host.page);
      await host.storeApiKey();
      const greeting = await measureGreeting(host, watch);
      const loaded = await measureLoaded(host);
      const chat = await measureChat(host, userdesk, watch, say);
      say('Requests');
      const request = await measureRequest(script);
      const second = await measureSecondRequests(host, script, certificate);
      return [...sizes, loaded, ...activation, greeting, ...chat, request, ...second];
    } finally {
      await host.dispose();
    }
  }
}

async function measureOnlyChat(host: BenchHost, userdesk: LoopbackUserdesk): Promise<Figure[]> {
  const watch = await PaintWatch.on(host.page);
  await host.storeApiKey();
  return measureChat(host, userdesk, watch, say);
}

async function makeCertificate(): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
  return { cert, key };
}

/** On stderr: stdout is the table. */
function say(what: string): void {
  console.error(`${what} …`);
}

exitOnSignals();
main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
