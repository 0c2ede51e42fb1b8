import { UserdeskError, type FailureCode } from './errors';
import { networkDetail } from './networkFailure';
import { redact } from './redact';
import type { RequestOptions } from './requestWatch';
import { postJson, type Answer, type FetchFunction, type JsonRequest } from './transport';

/** One request and what became of it, for the log. The key is in no field of it. */
export interface Exchange {
  method: 'POST';
  url: string;
  /** Missing if no answer came. */
  status?: number;
  durationMs: number;
  outcome: 'done' | 'stopped' | 'failed';
  /** Set if it failed. */
  failure?: FailureCode;
  /** What was underneath, in the words of the system: "ECONNRESET: socket hang up". */
  detail?: string;
  /** Names, e-mail addresses and messages: for the trace level alone. */
  trace: { requestBody: string; responseBody?: string };
}

/** Characters of an answer that a log gets. */
const tracedLength = 10_000;

/** Told what of an answer has come: its status at once, and what is read of its text. */
export type Witness = (status: number, body?: Answer['body']) => void;

/**
 * Posts `request`, gives the answer to `read` and resolves to what that makes of it, or to
 * `undefined` if it was stopped. Throws a UserdeskError. However it ends, `report` is told.
 */
export async function exchangeJson<T>(
  fetch: FetchFunction,
  request: JsonRequest,
  options: RequestOptions,
  read: (answer: Answer, request: JsonRequest) => T,
  report: (exchange: Exchange) => void,
): Promise<T | undefined> {
  return recorded(request, report, async (witness) => {
    const answer = await postJson(fetch, request, options);
    if (answer === undefined) return undefined;
    witness(answer.status, answer.body);
    return read(answer, request);
  });
}

/** What `send` comes to: `undefined` means that it was stopped. `report` is told once. */
export async function recorded<T>(
  request: JsonRequest,
  report: (exchange: Exchange) => void,
  send: (witness: Witness) => Promise<T | undefined>,
): Promise<T | undefined> {
  const started = performance.now();
  const clean = (text: string) => redact(text, [request.apiKey]);
  let received: string | undefined;
  const exchange: Exchange = {
    method: 'POST',
    url: clean(request.url.href),
    durationMs: 0,
    outcome: 'done',
    trace: { requestBody: clean(request.body) },
  };
  try {
    const result = await send((status, body) => {
      exchange.status = status;
      if (typeof body !== 'string') return;
      received ??= '';
      // More than is traced, so that a key across that border is still seen as one.
      if (received.length < 2 * tracedLength) received += body;
    });
    if (result === undefined) exchange.outcome = 'stopped';
    return result;
  } catch (error) {
    exchange.outcome = 'failed';
    if (error instanceof UserdeskError) {
      exchange.failure = error.code;
      if (error.cause !== undefined) exchange.detail = clean(networkDetail(error.cause));
    }
    throw error;
  } finally {
    exchange.durationMs = performance.now() - started;
    if (received !== undefined) {
      exchange.trace.responseBody = clean(received).slice(0, tracedLength);
    }
    try {
      report(exchange);
    } catch {
      // A log that cannot be written must not hide what became of the request.
    }
  }
}
