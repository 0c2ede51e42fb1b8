import { UserdeskError } from './errors';
import { networkFailure } from './networkFailure';
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

/** Counted while reading, after decompression. */
export const responseLimitBytes = 5 * 1024 * 1024;

/**
 * Sends one POST and reads its answer; `undefined` if it was stopped. Throws a UserdeskError if
 * not even a status came. Nothing is ever sent again and no redirect followed.
 *
 * Source: Userdesk documentation, "Authentication" (https://docs.userdesk.io/api/authentication).
 */
export async function postJson(
  fetch: FetchFunction,
  { url, apiKey, body: json }: JsonRequest,
  options: RequestOptions,
): Promise<Answer | undefined> {
  const watch = new RequestWatch(options);
  const failed = (error: unknown) =>
    watch.verdict ?? new UserdeskError(networkFailure(error, url.host), { cause: error });
  try {
    const request = fetch(url.href, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${apiKey}`,
        'Content-Type': 'application/json',
        Accept: 'application/json',
      },
      body: json,
      redirect: 'manual',
      signal: watch.signal,
    });
    const response = await watch.race(request);
    const { status } = response;
    const header = (name: string) => response.headers.get(name);
    if (status >= 300 && status < 400) {
      watch.release();
      return { status, header, body: '' };
    }
    const body = await watch.race(readText(response.body, watch)).catch(failed);
    return body === 'stopped' ? undefined : { status, header, body };
  } catch (error) {
    const failure = failed(error);
    if (failure === 'stopped') return undefined;
    throw failure;
  } finally {
    watch.dispose();
  }
}

/** UTF-8, as JSON is; bytes that are none become replacement characters. */
async function readText(body: FetchResponse['body'], watch: RequestWatch): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    // node-fetch no longer listens to the signal once the last compressed byte has come.
    watch.signal.throwIfAborted();
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    bytes += piece.byteLength;
    if (bytes > responseLimitBytes) {
      watch.end(new UserdeskError({ code: 'responseTooLarge', limitBytes: responseLimitBytes }));
      watch.signal.throwIfAborted();
    }
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
