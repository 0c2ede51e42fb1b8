/** So long may a title or a note be. */
export const longestLine = 500;

/** What breaks a line, turns its direction or is half a character. */
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;
const visible = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** What a person wrote, as one line; `undefined` where there is nothing to be seen in it. */
export function personsLine(text: string, longest = longestLine): string | undefined {
  const line = text.replace(unfit, ' ').trim().slice(0, longest);
  // Not cut within a character.
  return visible.test(line) ? line.replace(/\p{Cs}$/u, '').trimEnd() : undefined;
}
