import { UserdeskError } from './errors';

export interface BaseUrl {
  /** Normalised, without a slash at its end: "https://api.userdesk.io/v1". */
  baseUrl: string;
  /** Scheme, host and port if not the usual one: "https://api.userdesk.io". */
  origin: string;
}

/**
 * The address of the API that a person configured: https, or http on a loopback address, since
 * the key travels in a header. Throws `invalidBaseUrl` with a clause such as "has a query".
 */
export function parseBaseUrl(text: string): BaseUrl {
  const trimmed = text.trim();
  if (trimmed === '') throw invalid('is empty');
  const authority = /^https?:\/\/([^/\\?#\s]+)[^\\\s]*$/i.exec(trimmed)?.[1];
  // URL repairs a lot ("https:\\host", tabs inside); only what needs no repair is taken.
  if (authority === undefined || !URL.canParse(trimmed)) throw invalid('is not an https address');
  if (authority.includes('@')) throw invalid('has a user name or password in it');
  if (trimmed.includes('#')) throw invalid('has a fragment (the part from "#" on)');
  if (trimmed.includes('?')) throw invalid('has a query (the part from "?" on)');
  const url = new URL(trimmed);
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw invalid('is not an https address');
  return { baseUrl: url.origin + url.pathname.replace(/\/+$/, ''), origin: url.origin };
}

/** For host names as `URL` gives them, where 127.1 has become 127.0.0.1 already. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

function invalid(reason: string): UserdeskError {
  return new UserdeskError({ code: 'invalidBaseUrl', reason });
}
