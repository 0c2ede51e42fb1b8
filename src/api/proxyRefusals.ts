import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Response } from 'node-fetch';
import { UserdeskError } from './errors';

/** Where Node tells of each answer as its head comes. */
const channel = 'http.client.response.finish';

/**
 * Tells what a proxy answers from what Userdesk does. VS Code hands on a proxy's refusal to lead
 * somewhere (RFC 9110, 9.3.6) as the answer to the request, which it has not sent; and its 403
 * would read like Userdesk's. But it comes over a connection without TLS, as nobody was reached.
 */
export class ProxyRefusals {
  readonly #requests = new AsyncLocalStorage<{ isOfProxy: boolean }>();

  constructor() {
    subscribe(channel, this.#onAnswer);
  }

  /** Sends a request and tells whose the answer is. */
  async watch(send: () => Promise<Response>): Promise<{ response: Response; isOfProxy: boolean }> {
    const request = { isOfProxy: false };
    const response = await this.#requests.run(request, send);
    return { response, ...request };
  }

  dispose(): void {
    unsubscribe(channel, this.#onAnswer);
  }

  readonly #onAnswer = (message: unknown): void => {
    const { protocol, socket } = (message as { request: ClientRequest }).request;
    const request = this.#requests.getStore();
    if (!request || protocol !== 'https:') return;
    request.isOfProxy = !(socket as Partial<TLSSocket> | null)?.encrypted;
  };
}

/** Reads nothing more of it. */
export function proxyFailure({ status, body }: Response, host: string): UserdeskError {
  (body as { destroy?: () => void } | null)?.destroy?.();
  const cause = new Error(`The proxy answered CONNECT with ${status}`);
  return status === 407
    ? new UserdeskError({ code: 'proxyAuthenticationRequired' }, { cause })
    : new UserdeskError({ code: 'proxyRefused', host, status }, { cause });
}
