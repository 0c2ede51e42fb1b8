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
      return fetch(url, { ...init, agent });
    },
    dispose() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
