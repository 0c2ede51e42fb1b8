import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import fetch from 'node-fetch';
import type { FetchFunction } from './transport';

export interface NodeFetch {
  fetch: FetchFunction;
  /** Closes the connections that are kept open. */
  dispose: () => void;
}

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
      // A connection may have been closed without our having looked: one round of the event loop
      // sees to it, and the agent then opens another. Later it would be a lost request.
      await turnOfEventLoop();
      await turnOfEventLoop();
      // node-fetch would throw this where nobody can catch it.
      init.signal.throwIfAborted();
      const agent = (to: URL) => (to.protocol === 'http:' ? agents.http : agents.https);
      return fetch(url, { ...init, agent });
    },
    dispose() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
