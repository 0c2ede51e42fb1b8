const longestSeconds = 24 * 60 * 60;
/** The three forms of an HTTP date begin with the name of a day; `Date.parse` takes far more. */
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * The wait that a `Retry-After` header names, as seconds or as a date: whole seconds, at most a
 * day. `undefined` if it names none, or a moment that is over.
 */
export function retryAfterSeconds(header: string | null, nowMs = Date.now()): number | undefined {
  const value = header?.trim() ?? '';
  let seconds = Number.NaN;
  if (/^\d+$/.test(value)) seconds = Number(value);
  else if (httpDate.test(value)) seconds = Math.ceil((Date.parse(value) - nowMs) / 1000);
  return seconds > 0 ? Math.min(seconds, longestSeconds) : undefined;
}
