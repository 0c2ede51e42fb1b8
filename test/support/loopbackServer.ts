import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { certificateFor, type Certificate } from './certificate';

/** A request as it arrived. Recorded with its head; the body is there when a reply is asked for. */
export interface ReceivedRequest {
  method: string;
  /** Path and query, undecoded. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** What the server does about a request; see `replies.ts` for the usual kinds. */
export type Reply = (response: ServerResponse, request: ReceivedRequest) => unknown;

/**
 * A server on 127.0.0.1 and a free port that answers as it is told and remembers what it was
 * sent. Also speaks TLS, under a certificate that nobody trusts or a given one.
 */
export class LoopbackServer {
  readonly requests: ReceivedRequest[] = [];
  /** How many connections were ever accepted. */
  connectionCount = 0;
  readonly #open = new Set<Socket>();
  readonly #watchers = new Set<() => void>();

  private constructor(
    /** May be replaced at any time. */
    public reply: Reply,
    private readonly server: ReturnType<typeof createHttpServer>,
    private readonly scheme: 'http' | 'https',
  ) {
    // Only a test closes idle connections, and not the clock.
    server.keepAliveTimeout = 0;
    server.on('connection', (socket: Socket) => {
      this.connectionCount++;
      this.#open.add(socket);
      // A client that is gone is what many a test is about.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#open.delete(socket);
        this.#changed();
      });
      this.#changed();
    });
  }

  /** Stop it when done. `port`: a certain one, for a server that comes back. */
  static async start(
    reply: Reply,
    { tls = false, port = 0 }: { tls?: boolean | Certificate; port?: number } = {},
  ): Promise<LoopbackServer> {
    const listener: RequestListener = (request, response) =>
      void started.#answer(request, response);
    const server = tls
      ? createHttpsServer(tls === true ? await certificateFor('127.0.0.1') : tls, listener)
      : createHttpServer(listener);
    const started = new LoopbackServer(reply, server, tls ? 'https' : 'http');
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return started;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** "http://127.0.0.1:40000", without a slash at its end. */
  get origin(): string {
    return `${this.scheme}://127.0.0.1:${this.port}`;
  }

  get openConnections(): number {
    return this.#open.size;
  }

  /** Resolves once it holds; asked again whenever something happens at the server. */
  async until(condition: (server: this) => boolean): Promise<void> {
    if (condition(this)) return;
    await new Promise<void>((resolve) => {
      const watcher = () => {
        if (!condition(this)) return;
        this.#watchers.delete(watcher);
        resolve();
      };
      this.#watchers.add(watcher);
    });
  }

  /** Ends every connection, used or idle, as a server does that has waited long enough. */
  async closeConnections(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    await this.until(({ openConnections }) => openConnections === 0);
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    await this.closeConnections();
    await closed;
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = incoming;
    const request: ReceivedRequest = { method, path: url, headers, body: '' };
    this.requests.push(request);
    this.#changed();
    try {
      incoming.setEncoding('utf8');
      for await (const piece of incoming) request.body += piece as string;
    } catch {
      // The client left while it was still speaking.
      return;
    }
    await this.reply(response, request);
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher();
  }
}
