import type { UserdeskError } from './errors';
import { IncomingAnswer } from './incomingAnswer';
import { networkError } from './networkFailure';
import { RequestWatch, type RequestOptions } from './requestWatch';

/** What is asked of a `fetch`: node-fetch's and the platform's own both do. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>;

export interface FetchInit {
  method: 'POST';
  headers: Record<string, string>;
  body: string;
  redirect: 'manual';
  signal: AbortSignal;
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: { get: (name: string) => string | null };
  readonly body: AsyncIterable<Uint8Array | string> | null;
}

export interface JsonRequest {
  url: URL;
  apiKey: string;
  /** JSON text. */
  body: string;
}

export interface Answer {
  status: number;
  header: (name: string) => string | null;
  /** The text; or, with the status known all the same, what kept it from being read. */
  body: string | UserdeskError;
}

/**
 * Sends one POST and resolves to what `receive` makes of the answer, or to `undefined` if it was
 * stopped. Nothing is ever sent again and no redirect followed. Throws a UserdeskError if not even
 * a status came; what `receive` throws is passed on.
 *
 * Source: Userdesk documentation, "Authentication" (https://docs.userdesk.io/api/authentication).
 */
export async function post<T>(
  fetch: FetchFunction,
  { url, apiKey, body }: JsonRequest,
  accept: string,
  options: RequestOptions,
  receive: (answer: IncomingAnswer, watch: RequestWatch) => Promise<T>,
): Promise<T | undefined> {
  const watch = new RequestWatch(options);
  try {
    const request = fetch(url.href, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${apiKey}`,
        'Content-Type': 'application/json',
        Accept: accept,
      },
      body,
      redirect: 'manual',
      signal: watch.signal,
    });
    const response = await watch.race(request).catch((error: unknown) => {
      throw networkError(error, url.host);
    });
    return await receive(new IncomingAnswer(response, url.host, watch), watch);
  } catch (error) {
    if (watch.verdict === 'stopped') return undefined;
    throw watch.verdict ?? error;
  } finally {
    watch.dispose();
  }
}

/** The same for an answer that is JSON: read as a whole, whatever its status. */
export function postJson(
  fetch: FetchFunction,
  request: JsonRequest,
  options: RequestOptions,
): Promise<Answer | undefined> {
  return post(fetch, request, 'application/json', options, (answer) => answer.whole());
}
