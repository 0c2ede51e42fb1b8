import { UserdeskError } from './errors';
import { networkError } from './networkFailure';
import type { RequestWatch } from './requestWatch';
import { textStream } from './textStream';
import type { Answer, FetchResponse } from './transport';

/** Counted while reading, after decompression. */
export const responseLimitBytes = 5 * 1024 * 1024;

/** An answer of which the head has come; its body can be read once, in one way or the other. */
export class IncomingAnswer {
  constructor(
    private readonly response: FetchResponse,
    private readonly host: string,
    private readonly watch: RequestWatch,
  ) {}

  get status(): number {
    return this.response.status;
  }

  header(name: string): string | null {
    return this.response.headers.get(name);
  }

  /** UTF-8, as JSON is; bytes that are none become replacement characters. */
  async whole(): Promise<Answer> {
    const { status } = this;
    const header = (name: string) => this.header(name);
    if (status >= 300 && status < 400) {
      this.watch.release();
      return { status, header, body: '' };
    }
    try {
      const text = joined(textStream(this.#bytes(() => undefined)));
      return { status, header, body: await this.watch.race(text) };
    } catch (error) {
      const failure = this.watch.verdict ?? error;
      if (!(failure instanceof UserdeskError)) throw error;
      return { status, header, body: failure };
    }
  }

  /** The same piece by piece: the time-out counts anew from each. */
  pieces(): AsyncGenerator<string, void> {
    const touch = () => {
      this.watch.touch();
    };
    return textStream(this.#bytes(touch));
  }

  /** Throws a UserdeskError; or anything, once the request has been ended. */
  async *#bytes(onPiece: () => void): AsyncGenerator<Uint8Array, void> {
    let left = responseLimitBytes;
    try {
      for await (const chunk of this.response.body ?? []) {
        // node-fetch no longer listens to the signal once the last compressed byte has come.
        this.watch.signal.throwIfAborted();
        onPiece();
        const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
        yield piece.byteLength > left ? piece.subarray(0, left) : piece;
        left -= piece.byteLength;
        if (left >= 0) continue;
        const limitBytes = responseLimitBytes;
        this.watch.end(new UserdeskError({ code: 'responseTooLarge', limitBytes }));
        this.watch.signal.throwIfAborted();
      }
    } catch (error) {
      throw networkError(error, this.host);
    }
  }
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
