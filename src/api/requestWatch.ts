import { UserdeskError } from './errors';

export interface RequestOptions {
  /** Aborting it stops the request: an outcome, not an error. */
  signal?: AbortSignal;
  /**
   * Milliseconds for the whole of a JSON exchange; of a stream, to its first byte and between two
   * pieces. 0 for no limit.
   */
  timeoutMs: number;
}

/** A timer set for longer fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Ends one request early: `signal` says when, `verdict` why. Dispose of it with the request. */
export class RequestWatch {
  /** Why the request was ended; `undefined` while it was not. The first reason stays. */
  verdict: 'stopped' | UserdeskError | undefined;
  readonly #controller = new AbortController();
  readonly #ended = new Promise<never>((_, reject) => {
    this.signal.addEventListener('abort', reject, { once: true });
  });
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #stop = () => {
    this.end('stopped');
  };

  constructor(private readonly options: RequestOptions) {
    const { signal, timeoutMs } = options;
    // It may come when nothing waits for it any more.
    this.#ended.catch(() => undefined);
    if (timeoutMs > 0) {
      this.#timer = setTimeout(
        () => {
          this.end(new UserdeskError({ code: 'timedOut', timeoutMs }));
        },
        Math.min(timeoutMs, longestTimerMs),
      );
    }
    signal?.addEventListener('abort', this.#stop);
    if (signal?.aborted) this.#stop();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(verdict: 'stopped' | UserdeskError): void {
    this.verdict ??= verdict;
    this.#controller.abort();
  }

  /**
   * What `work` comes to, or a rejection once the request is ended: not every `fetch` listens to
   * its signal at every moment, and nobody is to wait for ever.
   */
  async race<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#ended]);
  }

  /** Starts the time-out anew. Not once the request is over: a timer that is gone would come back. */
  touch(): void {
    this.#timer?.refresh();
  }

  /** Closes the connection without a verdict: the rest of the answer is not wanted. */
  release(): void {
    this.#controller.abort();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.options.signal?.removeEventListener('abort', this.#stop);
  }
}
