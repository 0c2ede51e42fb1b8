/** So long may a title or a note be. */
export const longestLine = 500;

/** What breaks a line, turns its direction or is half a character. */
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;
const runsOfUnfit = new RegExp(`${unfit.source}+`, 'gu');
/** Scripts that are written from right to left, and the mark that is like one of their letters. */
const rightToLeft = /[\u200f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}]/u;
const visible = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** A part of any text as it can stand in a line, with as many characters as before. */
export function fitForLine(text: string): string {
  return text.replace(unfit, ' ').replace(/\s/g, ' ');
}

/** What a person wrote, as one line; `undefined` where there is nothing to be seen in it. */
export function personsLine(text: string, longest = longestLine): string | undefined {
  // Of a text without end, a beginning is enough.
  const line = text
    .slice(0, 4 * longest)
    .replace(runsOfUnfit, ' ')
    .trim()
    .slice(0, longest);
  // Not cut within a character.
  return visible.test(line) ? line.replace(/\p{Cs}$/u, '').trimEnd() : undefined;
}

/** A line that does not turn around what stands beside it, such as the digits of an ID. */
export function isolated(line: string): string {
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line;
}
