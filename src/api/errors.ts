/**
 * What can go wrong between a request and its answer. A closed family: `describeFailure` turns
 * each member into a sentence and its ways out, and the compiler counts that none is missing.
 *
 * Stopping is an outcome of a request and no error (`{ outcome: 'cancelled' }`, `'stopped'`);
 * `answerStopped` is for callers further up, to whom an answer was promised.
 */
export type Failure =
  /** No key is known for this chatbot; nothing was sent. */
  | { code: 'missingApiKey' }
  /** 401: no key or a wrong key reached Userdesk. */
  | { code: 'apiKeyRefused' }
  /** 403: the key belongs to another chatbot. */
  | { code: 'chatbotForbidden' }
  /** 404 (not documented by Userdesk). */
  | { code: 'chatbotNotFound' }
  /** 429 (not documented), with the wait in whole seconds if `Retry-After` named one. */
  | { code: 'rateLimited'; retryAfterSeconds?: number }
  /** Any other 5xx. The request may have taken effect. */
  | { code: 'serverError'; status: number }
  /** 502 or 504: from a proxy on the way or a gateway of Userdesk's; it may have taken effect. */
  | { code: 'gatewayFailed'; status: number }
  /** `success: false`, or a 4xx of no meaning of its own; the server's words, capped. */
  | { code: 'requestRejected'; status: number; reason?: string }
  /** The answer did not come in time. The request may have taken effect. */
  | { code: 'timedOut'; timeoutMs: number }
  /** No connection came about, so nothing was sent. `reason` reads like "name not found". */
  | { code: 'unreachable'; host: string; reason: string }
  /** The connection broke after it was made. The request may have taken effect. */
  | { code: 'connectionBroken'; host: string }
  /** It broke after a part of the answer was handed out. */
  | { code: 'answerCut'; host: string }
  /** After a part of the answer was handed out, nothing more came in time. */
  | { code: 'answerStalled'; timeoutMs: number }
  /** TLS: the certificate was not accepted, so nothing was sent. */
  | { code: 'certificateNotTrusted'; host: string }
  /** 407, from a proxy on the way; nothing was sent. */
  | { code: 'proxyAuthenticationRequired' }
  /** A proxy did not lead to `host`, and answered with `status` itself; nothing was sent. */
  | { code: 'proxyRefused'; host: string; status: number }
  /**
   * An answer of another shape; `detail` reads like `"conversationId" is missing`. `answersKey`:
   * it was JSON under 2xx all the same, which only an accepted key is given.
   */
  | { code: 'unexpectedResponse'; detail: string; answersKey?: boolean }
  /** Any 3xx with a `Location`; `to` is its host. Never followed. */
  | { code: 'redirected'; host: string; to: string }
  /** More than `limitBytes` after decompression; reading was given up. */
  | { code: 'responseTooLarge'; limitBytes: number }
  /** An answer is still under way in this conversation; nothing was sent. */
  | { code: 'conversationBusy' }
  | { code: 'conversationBusyElsewhere' }
  /** A person stopped the answer. Userdesk may go on writing it, unless the message is `unsent`. */
  | { code: 'answerStopped'; unsent?: true }
  /** The setting `userdesk.apiBaseUrl` cannot be used; `reason` reads like "has a query". */
  | { code: 'invalidBaseUrl'; reason: string }
  /** The chatbot is one of `origin`, but the setting `userdesk.apiBaseUrl` leads to `set`. */
  | { code: 'chatbotElsewhere'; origin: string; set: string }
  /** The setting `userdesk.userEmail` is no e-mail address; nothing was sent. */
  | { code: 'invalidUserEmail' }
  /** A caller's argument cannot be used; `reason` is a sentence. */
  | { code: 'invalidArgument'; argument: string; reason: string }
  /** VS Code would not write a setting; `reason` is its own sentence. */
  | { code: 'settingNotWritten'; reason: string }
  /** A file could not be written; `name` is its name, `reason` reads like "the disk is full". */
  | { code: 'fileNotWritten'; name: string; reason: string }
  /** The sandbox could not be started; `reason` is the system's error code. */
  | { code: 'sandboxUnavailable'; reason: string };

export type FailureCode = Failure['code'];

/**
 * The one error that the API and the use cases throw. `cause` keeps what was underneath; it is
 * for the log alone. `message` is for logs too: people read what `describeFailure` says.
 */
export class UserdeskError extends Error {
  override readonly name = 'UserdeskError';

  constructor(
    readonly failure: Failure,
    options?: { cause?: unknown },
  ) {
    super(failure.code, options);
  }

  get code(): FailureCode {
    return this.failure.code;
  }
}
