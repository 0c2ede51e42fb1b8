import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { pipeline } from 'node:stream';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import fetch, { type Response } from 'node-fetch';
import { ProxyRefusals, proxyFailure } from './proxyRefusals';
import type { FetchFunction, FetchResponse } from './transport';

export interface NodeFetch {
  fetch: FetchFunction;
  /** Closes the connections that are kept open. */
  dispose: () => void;
}

type Decompressor = ReturnType<typeof createGunzip | typeof createBrotliDecompress>;

const decompressors = new Map<string, () => Decompressor>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** Shorter than what servers and routers on the way usually wait before they forget us. */
const idleMs = 30_000;

/**
 * node-fetch with connections kept open between requests (without an agent it asks for each to
 * be closed). In VS Code it runs on the patched http modules, and so honours the proxy settings
 * and the system's certificates; those open a connection per request, whatever the agent.
 */
export function createNodeFetch(): NodeFetch {
  const options = { keepAlive: true, timeout: idleMs };
  const refusals = new ProxyRefusals();
  const agents = { http: new HttpAgent(options), https: new HttpsAgent(options) };
  return {
    async fetch(url, init) {
      const agent = url.startsWith('http:') ? agents.http : agents.https;
      // An idle connection may have been closed without our having looked. Two turns of the event
      // loop make sure of a look at the network, and the agent then opens another connection;
      // once something has been written, it would be a lost request.
      if (Object.keys(agent.freeSockets).length > 0) {
        await turnOfEventLoop();
        await turnOfEventLoop();
      }
      // node-fetch would throw this where nobody can catch it.
      init.signal.throwIfAborted();
      const headers = { ...init.headers, 'Accept-Encoding': 'gzip, br' };
      const options = { ...init, headers, agent, compress: false };
      const { response, isOfProxy } = await refusals.watch(() => fetch(url, options));
      if (isOfProxy) throw proxyFailure(response, new URL(url).host);
      return decompressed(response);
    },
    dispose() {
      refusals.dispose();
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** Left to node-fetch, a compressed body that is cut short would count as whole. */
function decompressed({ status, headers, body }: Response): FetchResponse {
  const codings = (headers.get('Content-Encoding') ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const [coding] = codings;
  if (!body || coding === undefined) return { status, headers, body };
  // One at a time: whatever else comes is not gzip, and fails as such.
  const known = codings.length === 1 ? decompressors.get(coding) : undefined;
  const decompressor = pipeline(body, (known ?? createGunzip)(), () => undefined);
  // What goes wrong is thrown to whoever reads, be it later or nobody.
  decompressor.on('error', () => undefined);
  return { status, headers, body: unlessEmpty(decompressor) };
}

/** An answer without a body needs no compression. */
async function* unlessEmpty(decompressor: Decompressor): AsyncGenerator<Buffer, void> {
  try {
    yield* decompressor as AsyncIterable<Buffer>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'Z_BUF_ERROR' || decompressor.bytesWritten > 0) throw error;
  }
}
