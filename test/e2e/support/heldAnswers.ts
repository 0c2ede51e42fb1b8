import type { ServerResponse } from 'node:http';
import type { ReceivedRequest, Reply } from '../../support/loopbackServer';
import { conversations } from './useUserdesk';
import { waitFor } from './waitFor';

/** Is it a message, and not the creation of a conversation? */
export function isMessage({ path }: ReceivedRequest): boolean {
  return path.endsWith('/message');
}

/** The answer to one message, written by a test: nothing comes but what it says. */
export class HeldAnswer {
  constructor(
    readonly sent: { message: string; conversationId: string; stream: boolean },
    private readonly response: ServerResponse,
  ) {}

  /** Whether nobody listens any more. */
  get isAbandoned(): boolean {
    return this.response.destroyed && !this.response.writableEnded;
  }

  async write(piece: string | Uint8Array): Promise<void> {
    if (!this.response.headersSent) {
      this.response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
    }
    await new Promise<void>((resolve) => {
      this.response.write(piece, () => {
        resolve();
      });
    });
  }

  end(): void {
    this.response.end();
  }

  /** Breaks the connection, as if in the middle. */
  cut(): void {
    this.response.destroy();
  }
}

/** A Userdesk that creates conversations at once, and answers messages when a test does. */
export class HeldAnswers {
  readonly all: HeldAnswer[] = [];
  readonly #create = conversations();

  readonly reply: Reply = (response, request) => {
    if (!isMessage(request)) return this.#create(response, request);
    const sent = JSON.parse(request.body) as HeldAnswer['sent'];
    return this.all.push(new HeldAnswer(sent, response));
  };

  /** That to the nth message, once it has arrived. */
  async nth(count: number): Promise<HeldAnswer> {
    return waitFor(`message ${count}`, () => Promise.resolve(this.all[count - 1]));
  }
}
