// Measures the package that `npm run package` has just made: npm run bench
//
// Every ratio comes from one run, its two sides taken by turns; the figures are medians.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { exitOnSignals } from '../vscode/processGroup';
import { measureActivation } from './activation';
import { BenchHost } from './benchHost';
import { bundleRequests, root } from './bundles';
import { asMarkdown, asText } from './figures';
import type { Figure } from './figures';
import { measureGreeting } from './greeting';
import { LoopbackUserdesk } from './loopbackUserdesk';
import type { Certificate } from './loopbackUserdesk';
import { measureRequest, measureSecondRequests } from './requests';
import { measureLoaded, measureSizes } from './sizes';

async function main(): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'userdesk-bench-'));
  try {
    const figures = await measure(temporary);
    console.log(`\n${asText(figures)}`);
    mkdirSync(join(root, 'out'), { recursive: true });
    writeFileSync(join(root, 'out', 'bench.md'), `${asMarkdown(figures)}\n`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function measure(temporary: string): Promise<Figure[]> {
  const certificate = await makeCertificate();
  // Read by every Node at its start: the extension host and the plain one trust it alike.
  process.env.NODE_EXTRA_CA_CERTS = join(temporary, 'certificate.pem');
  writeFileSync(process.env.NODE_EXTRA_CA_CERTS, certificate.cert);

  const script = await bundleRequests(temporary);
  const userdesk = await LoopbackUserdesk.start();
  const settings = {
    'userdesk.apiBaseUrl': userdesk.baseUrl,
    'userdesk.defaultChatbot': '123456',
  };
  try {
    say('Requests in plain Node');
    const request = await measureRequest(script);
    say('Starting VS Code');
    const host = await BenchHost.start(settings);
    try {
      say('Activation');
      const activation = await measureActivation(host);
      say('Sizes');
      const sizes = await measureSizes(host);
      say('Greeting');
      const greeting = await measureGreeting(host);
      const loaded = await measureLoaded(host);
      say('Second requests');
      const second = await measureSecondRequests(host, script, certificate);
      return [...sizes, loaded, ...activation, greeting, request, ...second];
    } finally {
      await host.dispose();
    }
  } finally {
    await userdesk.stop();
  }
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
