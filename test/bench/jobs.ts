/** What the bench asks the stopwatch in the extension host to do. */
export type Job =
  /** Milliseconds to activate an extension that is not active yet. */
  | { readonly kind: 'activate'; readonly extension: string }
  /** The code of an extension that is loaded: LoadedFile[]. */
  | { readonly kind: 'loadedFiles'; readonly extension: string }
  /** Collects garbage and tells what is left: Memory. */
  | { readonly kind: 'memory' }
  /** When the first bytes of answers to messages came since this was last asked: epoch, in ms. */
  | { readonly kind: 'arrivals' }
  | { readonly kind: 'watchStalls' }
  /** Ends the watching: Stalls. */
  | { readonly kind: 'stalls'; readonly extension: string }
  /** Runs a command to its end: the time of the day when it was begun, in milliseconds. */
  | { readonly kind: 'timedCommand'; readonly command: string; readonly args: readonly unknown[] }
  /** What a function of the API of our extension resolves to, or its error: ApiOutcome. */
  | {
      readonly kind: 'api';
      readonly extension: string;
      readonly name: string;
      readonly request: unknown;
    }
  /** The same for many, so many of them under way together: ApiOutcome[]. */
  | {
      readonly kind: 'apiAtOnce';
      readonly extension: string;
      readonly name: string;
      readonly requests: readonly unknown[];
      readonly atOnce: number;
    }
  /** What the process holds on to: Resources. */
  | { readonly kind: 'resources' }
  /** What a command returns. */
  | { readonly kind: 'command'; readonly command: string; readonly args: readonly unknown[] };

export interface LoadedFile {
  /** Inside the extension's folder. */
  readonly name: string;
  readonly bytes: number;
}

/** The longest that the event loop stood still, in milliseconds. */
export interface Stalls {
  /** Whatever ran, VS Code's own code and this watching included. */
  readonly any: number;
  /** Of one turn of the loop, what the code of the extension took, its loading included. */
  readonly ours: number;
}

/** In bytes. */
export interface Memory {
  /** What JavaScript holds, buffers included. */
  readonly held: number;
  /** What the process took from the system. */
  readonly resident: number;
}

/** How many there are of each in the whole extension host. */
export interface Resources {
  /** Of VS Code's events. */
  readonly listeners: number;
  readonly timers: number;
  readonly sockets: number;
}

export type ApiOutcome =
  | { readonly value: unknown }
  | {
      readonly code: string | undefined;
      readonly message: string;
      /** All that is in the error, as the debugger would show it. */
      readonly whole: string;
    };

export type JobResult = { readonly value: unknown } | { readonly error: string };

/** Names the extension host that asks for a job or brings a result. */
export const hostHeader = 'x-host';
