import { UserdeskClient } from '../../src/api/client';
import type { Endpoint } from '../../src/api/client';
import { createNodeFetch } from '../../src/api/nodeFetch';
import type { NodeFetch } from '../../src/api/nodeFetch';
import { benchApiKey } from './benchIds';
import { interleave } from './interleave';

export function endpointAt(baseUrl: string): Endpoint {
  return { baseUrl, chatbotId: '123456', apiKey: benchApiKey };
}

/** Each time a client of its own: its first request opens a connection, its second is timed. */
export function timeSecondRequests(
  baseUrl: string,
  rounds: number,
): Promise<{ nodeFetch: number; fetch: number }> {
  return interleave(rounds, {
    nodeFetch: () => timeSecondRequest(createNodeFetch(), baseUrl),
    fetch: () => timeSecondRequest(platformFetch, baseUrl),
  });
}

/** Its connections belong to the process and close by themselves. */
const platformFetch: NodeFetch = {
  fetch: (url, init) => fetch(url, init),
  dispose: () => undefined,
};

async function timeSecondRequest({ fetch, dispose }: NodeFetch, baseUrl: string): Promise<number> {
  const client = new UserdeskClient(fetch);
  const send = () => client.createConversation(endpointAt(baseUrl), {}, { timeoutMs: 30_000 });
  try {
    await send();
    const start = performance.now();
    await send();
    return performance.now() - start;
  } finally {
    dispose();
  }
}
