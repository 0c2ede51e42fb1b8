import type { Failure } from './errors';
import { redact } from './redact';
import { retryAfterSeconds } from './retryAfter';
import { serverWords } from './serverWords';
import type { Answer, JsonRequest } from './transport';

/**
 * What a status means by itself; `undefined` for a success (2xx), whose body has to be read. A
 * status that says it all is believed even if the body behind it broke off.
 *
 * Documented are 401, 403 and 500 (https://docs.userdesk.io/api/create-a-conversation); the
 * rest is what a hosted service, or something on the way to it, answers.
 */
export function statusFailure(answer: Answer, request: JsonRequest): Failure | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  if (status >= 300 && status < 400) return redirect(answer, request);
  switch (status) {
    case 401:
      return { code: 'apiKeyRefused' };
    case 403:
      return { code: 'chatbotForbidden' };
    case 404:
      return { code: 'chatbotNotFound' };
    case 407:
      return { code: 'proxyAuthenticationRequired' };
    case 429: {
      const seconds = retryAfterSeconds(answer.header('retry-after'));
      return { code: 'rateLimited', ...(seconds && { retryAfterSeconds: seconds }) };
    }
    case 502:
    case 504:
      return { code: 'gatewayFailed', status };
    default:
      if (status >= 500 && status < 600) return { code: 'serverError', status };
      return status >= 400 && status < 500
        ? { code: 'requestRejected', status, ...wordsOf(answer, request.apiKey) }
        : { code: 'unexpectedResponse', detail: `${status} is no status of HTTP` };
  }
}

/** Characters of a name in DNS, and a port. */
const longestHost = 260;

function redirect(answer: Answer, { url, apiKey }: JsonRequest): Failure {
  const location = answer.header('location');
  // Resolved as a browser would: it may be a path alone.
  const to = location === null ? '' : (URL.parse(location, url.href)?.host ?? '');
  if (to === '') {
    const detail = `it is a redirect (${answer.status}) without an address`;
    return { code: 'unexpectedResponse', detail };
  }
  return { code: 'redirected', host: url.host, to: redact(to, [apiKey]).slice(0, longestHost) };
}

function wordsOf({ body }: Answer, apiKey: string): { reason?: string } {
  if (typeof body !== 'string') return {};
  try {
    const reason = serverWords(JSON.parse(body), apiKey);
    return reason === undefined ? {} : { reason };
  } catch {
    return {};
  }
}
