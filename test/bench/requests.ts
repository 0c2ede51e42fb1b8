import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BenchHost } from './benchHost';
import { benchCommands } from './benchIds';
import { ratioFigure } from './figures';
import type { Figure } from './figures';
import { LoopbackUserdesk } from './loopbackUserdesk';
import type { Certificate } from './loopbackUserdesk';
import { startSlowLine } from './slowLine';

const requestRounds = 200;
const secondRequestRounds = 15;
const delayMs = 50;

/** The client by itself, in a Node without VS Code. */
export async function measureRequest(script: string): Promise<Figure> {
  const server = await LoopbackUserdesk.start();
  try {
    const times = await inPlainNode(script, 'requests', server.baseUrl, requestRounds);
    return ratioFigure(
      'Request of our client, against plain node-fetch',
      times as { ours: number; baseline: number },
      { sign: '≤', ratio: 1.15 },
    );
  } finally {
    await server.stop();
  }
}

/** What it costs that VS Code opens a connection per request for all but `fetch`. */
export async function measureSecondRequests(
  host: BenchHost,
  script: string,
  certificate: Certificate,
): Promise<Figure[]> {
  const server = await LoopbackUserdesk.start(certificate);
  const line = await startSlowLine(server.port, delayMs);
  const baseUrl = `https://localhost:${line.port}/v1`;
  try {
    const inHost = await host.command(
      benchCommands.timeSecondRequests,
      baseUrl,
      secondRequestRounds,
    );
    const plain = await inPlainNode(script, 'second', baseUrl, secondRequestRounds);
    return [
      secondRequestFigure('in plain Node', plain),
      secondRequestFigure("in VS Code's extension host", inHost),
    ];
  } finally {
    await line.stop();
    await server.stop();
  }
}

function secondRequestFigure(where: string, times: unknown): Figure {
  const { nodeFetch, fetch } = times as { nodeFetch: number; fetch: number };
  return ratioFigure(
    `Second request over TLS, ${delayMs} ms each way, ${where}: node-fetch against fetch`,
    { ours: nodeFetch, baseline: fetch },
  );
}

async function inPlainNode(
  script: string,
  what: 'requests' | 'second',
  baseUrl: string,
  rounds: number,
): Promise<unknown> {
  const args = [script, what, baseUrl, String(rounds)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}
