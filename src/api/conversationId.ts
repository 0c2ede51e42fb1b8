/** Far more than any ID has. */
const longestId = 1_000;

/**
 * A conversation ID is opaque (the documentation shows a UUID): trimmed, and refused only if it
 * cannot be seen whole. `problem` is a sentence for the person.
 */
export function checkConversationId(text: string): { id: string } | { problem: string } {
  const id = text.trim();
  if (id === '') return { problem: 'Enter a conversation ID.' };
  if (id.length > longestId) return { problem: 'This is too long to be a conversation ID.' };
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(id)) {
    return { problem: 'This conversation ID has a character in it that cannot be seen.' };
  }
  return { id };
}
