import type { IncomingMessage } from 'node:http';
import { Refusal } from './reply';

export const maxBodyBytes = 1024 * 1024;

export type RequestBody = Readonly<Record<string, unknown>>;

/** The JSON object that a request carries; refuses everything else. */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new Refusal(400, 'Content-Type must be application/json');
  }
  const body = parseJson(await readBytes(request));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new Refusal(400, 'The body must be a JSON object');
  }
  return body as RequestBody;
}

export function optionalString(body: RequestBody, field: string): string | undefined {
  const value = body[field];
  if (value === undefined || typeof value === 'string') return value;
  throw new Refusal(400, `"${field}" must be a string`);
}

export function optionalBoolean(body: RequestBody, field: string): boolean | undefined {
  const value = body[field];
  if (value === undefined || typeof value === 'boolean') return value;
  throw new Refusal(400, `"${field}" must be true or false`);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const tooLarge = new Refusal(413, `The body must not be larger than ${maxBodyBytes} bytes`);
  if (Number(request.headers['content-length']) > maxBodyBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  // Giving up must not destroy the stream: the connection is still needed for the answer.
  const body = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBodyBytes) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, 'The body must be JSON in UTF-8');
  }
}
