import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { pipeline, type Duplex } from 'node:stream';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import fetch, { type Response } from 'node-fetch';
import type { FetchFunction, FetchResponse } from './transport';

export interface NodeFetch {
  fetch: FetchFunction;
  /** Closes the connections that are kept open. */
  dispose: () => void;
}

const decompressors: Partial<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Shorter than what servers and routers on the way usually wait before they forget us. */
const idleMs = 30_000;

/**
 * node-fetch with connections kept open between requests (without an agent it asks for each to
 * be closed). In VS Code it runs on the patched http modules, and so honours the proxy settings
 * and the system's certificates; those open a connection per request, whatever the agent.
 */
export function createNodeFetch(): NodeFetch {
  const options = { keepAlive: true, timeout: idleMs };
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
      return decompressed(await fetch(url, { ...init, headers, agent, compress: false }));
    },
    dispose() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** Left to node-fetch, a compressed body that is cut short would count as whole. */
function decompressed({ status, headers, body }: Response): FetchResponse {
  const coding = headers.get('Content-Encoding')?.trim().toLowerCase() ?? '';
  const decompressor = decompressors[coding]?.();
  if (!body || !decompressor) return { status, headers, body };
  // What goes wrong is thrown to whoever reads, be it later or nobody.
  decompressor.on('error', () => undefined);
  return { status, headers, body: pipeline(body, decompressor, () => undefined) };
}
