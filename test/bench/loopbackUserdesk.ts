import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { shownText } from './benchIds';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Writes a streamed answer. */
export type SendAnswer = (response: ServerResponse) => void;

/** A Userdesk that answers at once, and every request alike but for the ID. */
export class LoopbackUserdesk {
  /** What comes in answer to a message. */
  sendAnswer: SendAnswer = (response) => response.end(shownText);
  /** When the last message had arrived: the time of the day, in milliseconds. */
  messageAt = 0;
  #connections = 0;
  #conversations = 0;

  private constructor(private readonly server: Server) {
    const answer: RequestListener = (request, response) => {
      request.resume().once('end', () => {
        if (request.url?.endsWith('/message')) {
          this.messageAt = performance.timeOrigin + performance.now();
          response.setHeader('Content-Type', 'text/plain; charset=utf-8');
          this.sendAnswer(response);
          return;
        }
        const body = JSON.stringify({
          success: true,
          conversationId: `7bb301ad-e691-4341-8afb-${String(++this.#conversations).padStart(12, '0')}`,
          response: shownText,
        });
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
      });
    };
    server.on('request', answer);
    server.on('connection', () => this.#connections++);
  }

  /** With a certificate it speaks TLS. */
  static async start(certificate?: Certificate): Promise<LoopbackUserdesk> {
    const userdesk = new LoopbackUserdesk(
      certificate ? createTlsServer(certificate) : createServer(),
    );
    await new Promise<void>((resolve) => userdesk.server.listen(0, '127.0.0.1', resolve));
    return userdesk;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  /** How many connections were opened so far. */
  get connections(): number {
    return this.#connections;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}
