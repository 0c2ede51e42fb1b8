import { wholeLength } from './wholeLength';

/**
 * What the message box takes. Browsers need the square of the time for a text box with more in it:
 * seconds for 100,000 characters of Thai or tens of thousands of lines, minutes for a million.
 */
export const longestInBox = 30_000;
const mostLines = 5_000;

/** The beginning of a text, as much as can stand in the box; no character is cut in two. */
export function fitForBox(text: string): string {
  const beginning = text.slice(0, longestInBox).split('\n', mostLines).join('\n');
  return beginning.length < text.length ? beginning.slice(0, wholeLength(beginning)) : text;
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
