/** What the bench asks the stopwatch in the extension host to do. */
export type Job =
  /** Milliseconds to activate an extension that is not active yet. */
  | { readonly kind: 'activate'; readonly extension: string }
  /** The code of an extension that is loaded: LoadedFile[]. */
  | { readonly kind: 'loadedFiles'; readonly extension: string }
  /** What a command returns. */
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly unknown[] };

export interface LoadedFile {
  /** Inside the extension's folder. */
  readonly name: string;
  readonly bytes: number;
}

export type JobResult = { readonly value: unknown } | { readonly error: string };

/** Names the extension host that asks for a job or brings a result. */
export const hostHeader = 'x-host';
