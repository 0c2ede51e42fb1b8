export const redactedKey = '[API key]';

/** A shorter key is in ordinary text by chance. */
const shortestTellingKey = 8;

/** Those of the keys that can be told from ordinary text. */
export function tellingKeys(keys: Iterable<string>): string[] {
  return [...keys].filter((key) => key.length >= shortestTellingKey);
}

/** What a person wrote or reads, without any of the keys that can be told from it. */
export function withoutKeys(text: string, keys: Iterable<string>): string {
  return redact(text, tellingKeys(keys));
}

/**
 * `text` with every occurrence of every key replaced by "[API key]": as it is, and in the forms
 * in which it turns up in JSON, in a URL or after a backslash, mixed forms included. An empty key
 * is in no text. Linear in the length of the text for keys as Userdesk makes them.
 */
export function redact(text: string, keys: Iterable<string>): string {
  // The longest first: a key can begin with another key, and nothing of it may be left over.
  const present = [...keys].filter((key) => key !== '').sort((a, b) => b.length - a.length);
  return present.reduce(
    (rest, key) => (mayHoldKey(rest, key) ? rest.replace(anyFormOf(key), redactedKey) : rest),
    text,
  );
}

/** Whether `text` holds `key` in a form that `redact` would replace. */
export function holdsKey(text: string, key: string): boolean {
  return key !== '' && mayHoldKey(text, key) && anyFormOf(key).test(text);
}

/** Every other form has one of these signs in it; most text has not, and is done with quickly. */
function mayHoldKey(text: string, key: string): boolean {
  return text.includes(key) || /[\\%]/.test(text);
}

function anyFormOf(key: string): RegExp {
  return new RegExp(Array.from(key, anyFormOfCharacter).join(''), 'g');
}

function anyFormOfCharacter(character: string): string {
  const raw = character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
  const jsonEscape = character
    .split('')
    .map((unit) => `\\\\u${caseless(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`)
    .join('');
  const percent = [...Buffer.from(character)]
    .map((byte) => `%${caseless(byte.toString(16).padStart(2, '0'))}`)
    .join('');
  return `(?:\\\\?${raw}|${jsonEscape}|${percent})`;
}

/** Hexadecimal digits are written in either case; the key itself is not. */
function caseless(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
