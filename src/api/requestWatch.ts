import { UserdeskError } from './errors';

export interface RequestOptions {
  /** Aborting it stops the request: an outcome, not an error. */
  signal?: AbortSignal;
  /** Milliseconds for the whole of a JSON exchange; 0 for no limit. */
  timeoutMs: number;
}

/** A timer set for longer fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Ends one request early: `signal` says when, `verdict` why. Dispose of it with the request. */
export class RequestWatch {
  /** Why the request was ended; `undefined` while it was not. The first reason stays. */
  verdict: 'stopped' | UserdeskError | undefined;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #stop = () => {
    this.end('stopped');
  };

  constructor(private readonly options: RequestOptions) {
    const { signal, timeoutMs } = options;
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

  /** Closes the connection without a verdict: the rest of the answer is not wanted. */
  release(): void {
    this.#controller.abort();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.options.signal?.removeEventListener('abort', this.#stop);
  }
}
