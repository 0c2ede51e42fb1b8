/** Far more than any key has; a whole document on the clipboard is none. */
const longestKey = 2_048;

/**
 * The API key in what a person typed or pasted: without white space around it and without a
 * leading `Bearer ` in any case (a key is often copied together with it). `problem` is a sentence
 * for the person: nothing is left, or a character cannot stand in the `Authorization` header.
 * The format of a key is not documented, so nothing else is checked.
 *
 * Source: Userdesk documentation, "Authentication" (https://docs.userdesk.io/api/authentication).
 */
export function cleanApiKey(text: string): { key: string } | { problem: string } {
  const key = text
    .trim()
    .replace(/^bearer(?:\s+|$)/i, '')
    .trim();
  if (key === '') return { problem: 'Enter an API key.' };
  if (/\s/.test(key)) return { problem: 'An API key has no white space in it.' };
  if (key.length > longestKey) return { problem: 'This is too long to be an API key.' };
  // Visible ASCII and Latin-1: what an HTTP header can carry.
  if (!/^[\x21-\x7e\xa1-\xff]*$/.test(key)) {
    return { problem: 'This API key has a character in it that cannot be sent.' };
  }
  return { key };
}
