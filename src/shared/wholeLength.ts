/** The length of a text without a last character of which only the first half is there. */
export function wholeLength(text: string): number {
  return /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
}
