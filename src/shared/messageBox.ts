/**
 * Characters that the message box takes. Browsers lay a whole text box out anew for each key: with
 * a million characters in short lines that would take minutes.
 */
export const longestInBox = 100_000;

/** What of a text from elsewhere can stand in the box: its beginning. */
export function fitForBox(text: string): string {
  return text.slice(0, longestInBox);
}

/** Why one of so many characters cannot. */
export function boxProblem(length: number): string {
  return (
    `The message box takes ${grouped(longestInBox)} characters, and this would be ` +
    `${grouped(length)}. Send it in parts.`
  );
}

export function grouped(count: number): string {
  return count.toLocaleString('en');
}
