/** The day of a moment, from midnight to midnight of the clock here, however long that is. */
export function dayOf(ms: number): { start: number; end: number } {
  const date = new Date(ms);
  const midnight = (days: number) =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
  return { start: midnight(0), end: midnight(1) };
}
