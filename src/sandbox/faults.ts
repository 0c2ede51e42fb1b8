// Words and shapes only, and no imports: this is bundled with code that must load quickly.

/** Which answers a fault can befall: those of one JSON document, streams of text, or both. */
type Befalls = 'json' | 'stream' | 'both';

interface FaultKindInfo {
  /** One line for people who choose. */
  readonly words: string;
  readonly befalls: Befalls;
}

/** What can go wrong on purpose. */
export const faultKinds = {
  status: { words: 'An HTTP status with the error that goes with it', befalls: 'both' },
  successFalse: { words: '200 with "success": false', befalls: 'json' },
  html: { words: 'An HTML page in place of the answer', befalls: 'both' },
  truncatedJson: { words: 'JSON that ends in the middle', befalls: 'json' },
  wrongTypes: { words: 'JSON whose values have other types', befalls: 'json' },
  emptyBody: { words: '200 without a body', befalls: 'both' },
  noGreeting: { words: 'The answer without its text', befalls: 'json' },
  wrongContentLength: { words: 'A Content-Length beyond the end of the body', befalls: 'both' },
  gzip: { words: 'The answer compressed, as any server may', befalls: 'both' },
  brokenGzip: { words: 'A compressed answer that ends in the middle', befalls: 'both' },
  gzipBomb: { words: 'A few kilobytes that decompress to 100 MB', befalls: 'both' },
  slowFirstByte: { words: 'Nothing for a while, then the answer', befalls: 'both' },
  slowBytes: { words: 'The answer, one byte a second', befalls: 'both' },
  neverAnswers: { words: 'Takes the request and never says a word', befalls: 'both' },
  resetBeforeHeaders: { words: 'Resets the connection at once', befalls: 'both' },
  resetInHeaders: { words: 'Resets the connection in the headers', befalls: 'both' },
  resetInBody: { words: 'Resets the connection in the body', befalls: 'both' },
  cutStream: { words: 'Ends the connection in the middle of the answer', befalls: 'both' },
  endlessStream: { words: 'An answer that does not end', befalls: 'both' },
  redirect: { words: 'A redirect to another host name', befalls: 'both' },
  hugeAnswer: { words: 'An answer of 100 MB', befalls: 'both' },
  headerFlood: { words: 'Headers of 1 MB', befalls: 'both' },
  duplicatePiece: { words: 'A piece of the stream twice', befalls: 'stream' },
  invalidUtf8: { words: 'Bytes that are no UTF-8 in the middle', befalls: 'both' },
  bom: { words: 'A byte order mark before the answer', befalls: 'both' },
  closesBetweenRequests: {
    words: 'The answer, after which the connection closes without a word',
    befalls: 'both',
  },
} as const satisfies Record<string, FaultKindInfo>;

/** Of the fault `status`. */
export const defaultStatus = 500;

/** What goes with a status. */
export const errorsOf: Partial<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Wrong API Key',
  403: 'Access to this chatbot is denied',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'An error occurred on the server',
  503: 'Service Unavailable',
};

export type FaultKind = keyof typeof faultKinds;

export interface Fault {
  readonly kind: FaultKind;
  /** Of `status`: 400 to 599. */
  readonly status?: number;
  /** Of `status`: the `Retry-After` header, in seconds or as a date. */
  readonly retryAfter?: number | string;
  /** Of `slowFirstByte` and, from byte to byte, of `slowBytes`: milliseconds. */
  readonly delayMs?: number;
}

export function canBefall({ kind }: Fault, reply: 'json' | 'textStream'): boolean {
  const { befalls } = faultKinds[kind];
  return befalls === 'both' || (befalls === 'json') === (reply === 'json');
}
