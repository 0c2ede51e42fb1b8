import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './reply';

/**
 * Web pages can reach loopback addresses too. They are known by their `Origin`, or, where a name
 * of theirs was made to point here, by their `Host`. Any port: it may have been forwarded.
 * @param allowed origins of web pages that may use the sandbox
 */
export function checkSender({ headers }: IncomingMessage, allowed: readonly string[]): void {
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(headers.host ?? '')) {
    throw new Refusal(403, 'Host must be 127.0.0.1, localhost or [::1]');
  }
  if (headers.origin !== undefined && !allowed.includes(headers.origin)) {
    throw new Refusal(403, 'Web pages may not use the sandbox');
  }
}

/** Lets the page that asks read the answer: its browser asks first whether it may. */
export function admit(
  { method, headers: { origin } }: IncomingMessage,
  response: ServerResponse,
  allowed: readonly string[],
): { isAnswered: boolean } {
  if (origin === undefined || !allowed.includes(origin)) return { isAnswered: false };
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
  response.setHeader('Vary', 'Origin');
  if (method !== 'OPTIONS') return { isAnswered: false };
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  });
  response.end();
  return { isAnswered: true };
}

/** @returns why it is no origin as browsers send it, if it is none. */
export function originProblem(origin: string): string | undefined {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return undefined;
  return `--allow-origin takes a scheme, a host and a port, as in http://localhost:3000, not "${origin}".`;
}
