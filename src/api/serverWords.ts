import * as v from 'valibot';
import { redact } from './redact';

const longestWords = 200;
const text = v.fallback(v.optional(v.string()), undefined);
const errorBody = v.object({ error: text, message: text });

/**
 * What the server said in `error` or `message` of a JSON answer, as one line of at most 200
 * characters that is fit for a notification; `undefined` if it said nothing of the kind. Bodies of
 * errors are not documented, so nothing may depend on it.
 */
export function serverWords(json: unknown, apiKey: string): string | undefined {
  const body = v.safeParse(errorBody, json);
  if (!body.success) return undefined;
  const { error, message } = body.output;
  return [error, message].map((said) => oneLine(said ?? '', apiKey)).find((said) => said !== '');
}

function oneLine(said: string, apiKey: string): string {
  // A page of HTML in a JSON string is still a page of HTML.
  if (/<[a-z!/?]/i.test(said)) return '';
  const visible = said.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
  // VS Code makes a link, even one that runs a command, of [text](address) in a notification.
  const characters = Array.from(redact(visible, [apiKey]).replaceAll('](', '] (').trim());
  if (characters.length <= longestWords) return characters.join('');
  return `${characters.slice(0, longestWords - 1).join('')}…`;
}
