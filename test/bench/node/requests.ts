// In a Node of its own: times requests to the address given and prints the medians as JSON.
import { Agent } from 'node:http';
import nodeFetch from 'node-fetch';
import { UserdeskClient } from '../../../src/api/client';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import { interleave } from '../interleave';
import { endpointAt, timeSecondRequests } from '../secondRequest';

const [what, baseUrl = '', rounds = ''] = process.argv.slice(2);
void main();

async function main(): Promise<void> {
  const time = what === 'second' ? timeSecondRequests : timeRequests;
  console.log(JSON.stringify(await time(baseUrl, Number(rounds))));
}

/** Our client against node-fetch as it comes; both keep one connection open. */
async function timeRequests(
  baseUrl: string,
  rounds: number,
): Promise<{ ours: number; baseline: number }> {
  const ours = createNodeFetch();
  const client = new UserdeskClient(ours.fetch);
  const endpoint = endpointAt(baseUrl);
  const agent = new Agent({ keepAlive: true });
  const url = `${baseUrl}/chatbot/${endpoint.chatbotId}/conversation`;
  const details = { userName: 'Ada Lovelace', userEmail: 'ada@example.com' };
  try {
    return await interleave(rounds, {
      ours: () =>
        timed(async () => {
          await client.createConversation(endpoint, details, { timeoutMs: 30_000 });
        }),
      baseline: () =>
        timed(async () => {
          const response = await nodeFetch(url, {
            method: 'POST',
            headers: {
              Authorization: `Bearer ${endpoint.apiKey}`,
              'Content-Type': 'application/json',
              Accept: 'application/json',
            },
            body: JSON.stringify(details),
            agent,
          });
          await response.json();
        }),
    });
  } finally {
    ours.dispose();
    agent.destroy();
  }
}

async function timed(action: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
