import { UserdeskError } from './errors';
import { recorded, type Exchange, type Witness } from './exchange';
import type { IncomingAnswer } from './incomingAnswer';
import { KeyFilter } from './keyFilter';
import type { RequestOptions, RequestWatch } from './requestWatch';
import { readMessage } from './responses';
import { post, type FetchFunction, type JsonRequest } from './transport';

export interface StreamOptions extends RequestOptions {
  /** Given the answer as it comes, without the API key; never an empty piece. */
  onText: (piece: string) => void;
}

/**
 * Posts `request` and hands out the text of the answer as it comes; resolves to `undefined` if it
 * was stopped. Throws a UserdeskError, or what `onText` threw. Once it has settled, nothing more is
 * handed out. A stream has no mark of its end: what ended in order is taken to be whole.
 */
export async function exchangeText(
  fetch: FetchFunction,
  request: JsonRequest,
  options: StreamOptions,
  report: (exchange: Exchange) => void,
): Promise<'done' | undefined> {
  return recorded(request, report, async (witness) => {
    const recipient = new Recipient(request.apiKey, options.onText);
    const receive = async (answer: IncomingAnswer, watch: RequestWatch) => {
      if (isStream(answer)) {
        await watch.race(handOut(answer, watch.signal, witness, recipient));
      } else {
        const whole = await answer.whole();
        witness(whole.status, whole.body);
        recipient.take(readMessage(whole, request));
      }
      return 'done' as const;
    };
    try {
      return await post(fetch, request, '*/*', options, receive).finally(() => {
        recipient.end();
      });
    } catch (error) {
      throw recipient.state === 'given' ? afterText(error, request.url.host) : error;
    }
  });
}

/** Whoever takes the text: told no API key, and nothing more after having thrown. */
class Recipient {
  state: 'nothing given' | 'given' | 'refused' = 'nothing given';
  readonly #filter: KeyFilter;

  constructor(
    apiKey: string,
    private readonly onText: (piece: string) => void,
  ) {
    this.#filter = new KeyFilter(apiKey);
  }

  take(piece: string): void {
    this.#give(this.#filter.push(piece));
  }

  end(): void {
    this.#give(this.#filter.flush());
  }

  #give(text: string): void {
    if (text === '' || this.state === 'refused') return;
    // Stays so if it throws.
    this.state = 'refused';
    this.onText(text);
    this.state = 'given';
  }
}

/** JSON is an answer as a whole, though a stream was asked for; so is whatever is no success. */
function isStream(answer: IncomingAnswer): boolean {
  const isSuccess = answer.status >= 200 && answer.status < 300;
  return (
    isSuccess &&
    !/^\s*(?:application|text)\/(?:[^\s;]+\+)?json\s*(?:;|$)/i.test(contentTypeOf(answer))
  );
}

function contentTypeOf(answer: IncomingAnswer): string {
  return answer.header('content-type') ?? '';
}

async function handOut(
  answer: IncomingAnswer,
  signal: AbortSignal,
  witness: Witness,
  recipient: Recipient,
): Promise<void> {
  // Many a server calls its text HTML; a page, of a proxy or a sign-in, begins as one.
  let mayBePage = /^\s*text\/html\b/i.test(contentTypeOf(answer));
  let blank = '';
  witness(answer.status);
  for await (const piece of answer.pieces()) {
    // Nobody waits for this loop any more once the request was ended.
    signal.throwIfAborted();
    witness(answer.status, piece);
    if (mayBePage && piece.trim() === '') {
      blank += piece;
      continue;
    }
    if (mayBePage && piece.trimStart().startsWith('<')) {
      throw new UserdeskError({ code: 'unexpectedResponse', detail: 'it is HTML' });
    }
    mayBePage = false;
    recipient.take(blank + piece);
    blank = '';
  }
  recipient.take(blank);
}

/** What the same trouble is called where a part of the answer is kept. */
function afterText(error: unknown, host: string): unknown {
  if (!(error instanceof UserdeskError)) return error;
  const { failure, cause } = error;
  if (failure.code === 'connectionBroken') {
    return new UserdeskError({ code: 'answerCut', host }, { cause });
  }
  if (failure.code === 'timedOut') {
    return new UserdeskError({ code: 'answerStalled', timeoutMs: failure.timeoutMs });
  }
  return error;
}
