import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Reply } from './reply';

/** How an answer comes over the wire: what is not said is as the sandbox has it. */
export interface Delivery {
  /** Milliseconds from the request to the first byte. */
  readonly firstByteMs?: number;
  /** Milliseconds between the pieces of a stream. */
  readonly pauseMs?: number;
  /** Of a piece of a stream, in bytes. */
  readonly pieceBytes?: number;
  /** Where a stream is cut besides: after so many of its bytes, also inside characters. */
  readonly borders?: readonly number[];
}

/** Bytes per piece, taken in turn. Odd ones, so that borders fall inside characters too. */
const pieceSizes = [9, 4, 17, 7, 11];
/** A longer answer comes in larger pieces, so that none takes longer than a few seconds. */
export const maxPieces = 200;
/** However small they are to be. */
const mostPieces = 50_000;
const defaultPauseMs = 10;

/** Sends a reply. Rejects when `gone`, the end of the connection, comes before its own end. */
export async function deliver(
  response: ServerResponse,
  reply: Reply,
  gone: AbortSignal,
): Promise<void> {
  const { delivery = {} } = reply;
  if (delivery.firstByteMs) await pause(delivery.firstByteMs, undefined, { signal: gone });
  if (reply.type === 'textStream') return streamText(response, reply.text, delivery, gone);
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
  delivery: Delivery,
  gone: AbortSignal,
): Promise<void> {
  const { pauseMs = defaultPauseMs } = delivery;
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
  for (const piece of splitIntoPieces(Buffer.from(text), delivery)) {
    if (!response.write(piece)) await once(response, 'drain', { signal: gone });
    await pause(pauseMs, undefined, { signal: gone });
  }
  response.end();
}

export function splitIntoPieces(
  bytes: Buffer,
  { pieceBytes, borders = [] }: Delivery = {},
): Buffer[] {
  const minSize = Math.ceil(bytes.length / (pieceBytes === undefined ? maxPieces : mostPieces));
  const ends = [...borders].sort((a, b) => a - b);
  let next = 0;
  const pieces: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    const size = pieceBytes ?? pieceSizes[pieces.length % pieceSizes.length] ?? 1;
    while ((ends[next] ?? Infinity) <= start) next++;
    const end = Math.min(start + Math.max(size, minSize), ends[next] ?? Infinity);
    pieces.push(bytes.subarray(start, end));
    start = end;
  }
  return pieces;
}
