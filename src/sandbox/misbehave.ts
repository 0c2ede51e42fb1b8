import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { deliver, splitIntoPieces } from './delivery';
import { defaultStatus, errorsOf, type Fault, type FaultKind } from './faults';
import { repeated } from './repeated';
import { errorReply, type Reply } from './reply';

const hugeBytes = 100 * 1024 * 1024;
const floodBytes = 1024 * 1024;

/** An answer that was good, and the connection on which it goes wrong. */
interface Victim {
  readonly fault: Fault;
  readonly reply: Reply;
  /** What the answer would have been. */
  readonly body: Buffer;
  readonly type: string;
  readonly response: ServerResponse;
  readonly socket: Socket;
  readonly gone: AbortSignal;
}

type Misbehaviour = (victim: Victim) => unknown;

/** Sends a reply in the wrong way. Rejects when `gone`, the end of the connection, comes first. */
export async function misbehave(
  response: ServerResponse,
  reply: Reply,
  fault: Fault,
  gone: AbortSignal,
): Promise<void> {
  const { socket } = response;
  if (!socket) return;
  const isJson = reply.type === 'json';
  const body = Buffer.from(isJson ? JSON.stringify(reply.body) : reply.text);
  const type = isJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
  await misbehaviours[fault.kind]({ fault, reply, body, type, response, socket, gone });
}

const misbehaviours: Record<FaultKind, Misbehaviour> = {
  status: ({ fault: { status = defaultStatus, retryAfter }, response, gone }) => {
    const headers: Record<string, string> =
      retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
    return deliver(response, errorReply(status, errorsOf[status] ?? 'No', headers), gone);
  },
  successFalse: ({ response, gone }) =>
    deliver(response, errorReply(200, 'The sandbox was told to say no'), gone),
  html: (victim) => {
    const page = '<!doctype html><html><body><h1>Be right back</h1></body></html>';
    send({ ...victim, type: 'text/html' }, Buffer.from(page));
  },
  truncatedJson: (victim) => {
    send(victim, half(victim.body));
  },
  wrongTypes: (victim) => {
    const body = { success: 'yes', conversationId: 7, response: ['Hello'] };
    send(victim, Buffer.from(JSON.stringify(body)));
  },
  emptyBody: (victim) => {
    send(victim, Buffer.alloc(0));
  },
  noGreeting: ({ reply, response, gone }) =>
    deliver(
      response,
      reply.type === 'json' ? { ...reply, body: { ...reply.body, response: undefined } } : reply,
      gone,
    ),
  wrongContentLength: async ({ response, socket, type, body }) => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length + 100 });
    await written(response, body);
    socket.end();
  },
  gzip: (victim) => {
    send(victim, gzipSync(victim.body), { 'Content-Encoding': 'gzip' });
  },
  brokenGzip: (victim) => {
    send(victim, half(gzipSync(victim.body)), { 'Content-Encoding': 'gzip' });
  },
  gzipBomb: ({ response, type, gone }) => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'gzip' });
    return pipeline(repeated(' ', hugeBytes), createGzip(), response, { signal: gone });
  },
  slowFirstByte: async ({ fault: { delayMs = 5_000 }, response, reply, gone }) => {
    await pause(delayMs, undefined, { signal: gone });
    await deliver(response, reply, gone);
  },
  slowBytes: async ({ fault: { delayMs = 1_000 }, response, type, body, gone }) => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length });
    for (const byte of body) {
      response.write(Buffer.of(byte));
      await pause(delayMs, undefined, { signal: gone });
    }
    response.end();
  },
  neverAnswers: ({ gone }) => once(gone, 'abort'),
  resetBeforeHeaders: ({ socket }) => socket.resetAndDestroy(),
  resetInHeaders: async ({ socket }) => {
    await written(socket, Buffer.from('HTTP/1.1 200 OK\r\nContent-Ty'));
    socket.resetAndDestroy();
  },
  resetInBody: async ({ response, socket, type, body, gone }) => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': body.length });
    await written(response, half(body));
    // A reset overtakes what has not been read.
    await pause(50, undefined, { signal: gone });
    socket.resetAndDestroy();
  },
  cutStream: async ({ response, socket, type, body }) => {
    // In chunks, of which the last is missing.
    response.writeHead(200, { 'Content-Type': type });
    await written(response, half(body));
    socket.end();
  },
  endlessStream: ({ response, type, gone }) => {
    response.writeHead(200, { 'Content-Type': type });
    return pipeline(repeated(' ', Infinity), response, { signal: gone });
  },
  redirect: ({ response, socket }) => {
    // Another host to a client, and yet this computer: nobody's key gets anywhere.
    const location = `http://localhost:${socket.localPort ?? 0}/elsewhere`;
    response.writeHead(307, { Location: location, 'Content-Length': 0 }).end();
  },
  hugeAnswer: ({ response, type, gone }) => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Length': hugeBytes });
    return pipeline(repeated(' ', hugeBytes), response, { signal: gone });
  },
  headerFlood: ({ socket }) => {
    const line = `X-Flood: ${'x'.repeat(1000)}\r\n`;
    socket.end(`HTTP/1.1 200 OK\r\n${line.repeat(floodBytes / 1000)}\r\n`);
  },
  duplicatePiece: async ({ response, type, body, reply, gone }) => {
    response.writeHead(200, { 'Content-Type': type });
    const pieces = splitIntoPieces(body, reply.delivery);
    const middle = Math.floor(pieces.length / 2);
    for (const [index, piece] of pieces.entries()) {
      response.write(index === middle ? Buffer.concat([piece, piece]) : piece);
      await pause(1, undefined, { signal: gone });
    }
    response.end();
  },
  invalidUtf8: (victim) => {
    const { body } = victim;
    const first = half(body);
    send(victim, Buffer.concat([first, Buffer.of(0xff, 0xfe), body.subarray(first.length)]));
  },
  bom: (victim) => {
    send(victim, Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), victim.body]));
  },
  closesBetweenRequests: async ({ response, socket, reply, gone }) => {
    await deliver(response, reply, gone);
    // The answer says that the connection stays open.
    await once(response, 'close', { signal: gone }).catch(() => undefined);
    socket.end();
  },
};

function send({ response, type }: Victim, body: Buffer, headers: Record<string, string> = {}) {
  response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': body.length });
  response.end(body);
}

function half(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}

function written(to: ServerResponse | Socket, bytes: Buffer): Promise<unknown> {
  return new Promise((resolve) => to.write(bytes, resolve));
}
