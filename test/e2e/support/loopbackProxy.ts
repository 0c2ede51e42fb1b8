import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a proxy does when it is asked to lead somewhere. */
type Answer = (socket: Duplex) => unknown;

/** A company's proxy: it is asked with CONNECT, leads where it is told, or refuses. */
export class LoopbackProxy {
  /** Where it was asked to lead to: "host:port". */
  readonly asked: string[] = [];
  /** All that was said once it was asked, from both sides. */
  readonly seen: Buffer[] = [];
  readonly #server: Server;
  readonly #open = new Set<Duplex>();

  private constructor(public answer: Answer) {
    this.#server = createServer().on('connect', ({ url = '' }, socket: Duplex) => {
      this.asked.push(url);
      this.#keep(socket);
      this.#listenTo(socket);
      this.answer(socket);
    });
  }

  static async start(answer: (proxy: LoopbackProxy) => Answer): Promise<LoopbackProxy> {
    const proxy: LoopbackProxy = new LoopbackProxy((socket) => answer(proxy)(socket));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Leads everybody to this port, wherever they want to go. */
  leadingTo(port: number): Answer {
    return (socket) => {
      const target = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(target).pipe(socket);
      });
      this.#keep(target);
      this.#listenTo(target);
    };
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  #listenTo(side: Duplex): void {
    side.on('data', (bytes: Buffer) => this.seen.push(bytes));
  }

  #keep(socket: Duplex): void {
    this.#open.add(socket);
    socket.on('error', () => undefined).on('close', () => this.#open.delete(socket));
  }
}

/** Refuses with this status line, and with these headers. */
function refusing(status: string, ...headers: string[]): Answer {
  const head = [`HTTP/1.1 ${status}`, ...headers, 'Content-Length: 0', '', ''].join('\r\n');
  return (socket) => socket.end(head);
}

export const wantsAPassword = refusing(
  '407 Proxy Authentication Required',
  'Proxy-Authenticate: Basic realm="company"',
);
export const forbidden = refusing('403 Forbidden');
export const badGateway = refusing('502 Bad Gateway');
