import type { OutgoingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream';
import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { repeated } from '../../src/sandbox/repeated';
import type { Reply } from './loopbackServer';

export const conversationId = '7bb301ad-e691-4341-8afb-b4407c4ffdf2';

/** A conversation as Userdesk answers; without an argument, one with no welcome message. */
export function created(greeting?: string): Reply {
  return json({ success: true, conversationId, response: greeting });
}

export function json(value: unknown, status = 200, headers: OutgoingHttpHeaders = {}): Reply {
  return text(JSON.stringify(value), status, { 'Content-Type': 'application/json', ...headers });
}

export function text(
  body: string | Buffer,
  status = 200,
  headers: OutgoingHttpHeaders = {},
): Reply {
  return (response) => response.writeHead(status, headers).end(body);
}

export function redirect(location: string | undefined, status = 302): Reply {
  return text('', status, location === undefined ? {} : { Location: location });
}

/** A body in these pieces, each written when the one before has left. */
export function inPieces(pieces: Iterable<string | Uint8Array>): Reply {
  return async (response) => {
    for (const piece of pieces) {
      await new Promise((resolve) => response.write(piece, resolve));
      await turnOfEventLoop();
    }
    response.end();
  };
}

/** Takes the request and never says a word. */
export const silence: Reply = () => undefined;

export const resetAtOnce: Reply = (response) => response.socket?.resetAndDestroy();

/** Ends the connection in order, but without an answer. */
export const hangUp: Reply = (response) => response.socket?.end();

/** Bytes as they are, then the end of the connection: for what is no HTTP. */
export function bytes(data: string | Uint8Array): Reply {
  return (response) => response.socket?.end(data);
}

/** A beginning of a body, and then nothing more. */
export const stall: Reply = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"success":');
};

/** A body that breaks off with a reset. */
export const resetInBody: Reply = (response) => {
  response.writeHead(200, { 'Content-Length': 1000 });
  response.write('{"success":', () => response.socket?.resetAndDestroy());
};

/** A body shorter than its Content-Length; the connection ends in order. */
export const cutBody: Reply = (response) => {
  response.writeHead(200, { 'Content-Length': 1000 });
  response.write('{"success":', () => response.socket?.end());
};

/** A chunked body without its last chunk. */
export const cutChunks: Reply = (response) => {
  response.writeHead(200);
  response.write('{"success":', () => response.socket?.end());
};

/** Zeros without end, as fast as they are taken. */
export const endless: Reply = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  pipeline(repeated('0', Infinity), response, () => undefined);
};

/** A few kilobytes that become `size` bytes when they are decompressed. */
export function gzipBomb(size: number, type = 'application/json'): Reply {
  return (response) => {
    response.writeHead(200, { 'Content-Type': type, 'Content-Encoding': 'gzip' });
    pipeline(repeated('0', size), createGzip(), response, () => undefined);
  };
}
