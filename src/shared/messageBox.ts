/**
 * What the message box takes. Browsers lay a whole text box out anew for each key: with a million
 * characters, or with thousands of short lines, that would take seconds to minutes.
 */
export const longestInBox = 100_000;
const mostLines = 5_000;

/** What of a text from elsewhere can stand in the box: its beginning. */
export function fitForBox(text: string): string {
  return text.slice(0, longestInBox).split('\n', mostLines).join('\n');
}

/** Why a text cannot stand in the box, or `undefined`. */
export function boxProblem(text: string): string | undefined {
  const lines = text.split('\n').length;
  if (text.length <= longestInBox && lines <= mostLines) return undefined;
  return (
    `The message box takes ${grouped(longestInBox)} characters and ${grouped(mostLines)} lines, ` +
    `and this would be ${grouped(text.length)} and ${grouped(lines)}. Send it in parts.`
  );
}

export function grouped(count: number): string {
  return count.toLocaleString('en');
}
