import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from './reply';

/** Bytes per piece, taken in turn. Odd ones, so that borders fall inside characters too. */
const pieceSizes = [9, 4, 17, 7, 11];
/** A longer answer comes in larger pieces, so that none takes longer than a few seconds. */
export const maxPieces = 200;
const pauseMs = 10;

/** Sends a reply. Rejects when `gone`, the end of the connection, comes before its own end. */
export async function deliver(
  response: ServerResponse,
  reply: Reply,
  gone: AbortSignal,
): Promise<void> {
  if (reply.type === 'textStream') return streamText(response, reply.text, gone);
  const body = Buffer.from(JSON.stringify(reply.body));
  response.writeHead(reply.status, {
    ...reply.headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
  });
  response.end(body);
}

async function streamText(
  response: ServerResponse,
  text: string,
  gone: AbortSignal,
): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
  for (const piece of splitIntoPieces(Buffer.from(text))) {
    if (!response.write(piece)) await once(response, 'drain', { signal: gone });
    await pause(pauseMs, undefined, { signal: gone });
  }
  response.end();
}

export function splitIntoPieces(bytes: Buffer): Buffer[] {
  const minSize = Math.ceil(bytes.length / maxPieces);
  const pieces: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const size = pieceSizes[pieces.length % pieceSizes.length] ?? 1;
    const end = start + Math.max(size, minSize);
    pieces.push(bytes.subarray(start, end));
    start = end;
  }
  return pieces;
}
