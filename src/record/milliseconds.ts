import * as v from 'valibot';

/** Rows of what is later would run out of numbers (`rowNumbers.ts`). */
const latest = Date.UTC(2090, 0);

/** When something was, as far as anything can have been; another time becomes the nearest. */
export const time = between(0, latest);
export const duration = between(0, Number.MAX_SAFE_INTEGER);

function between(least: number, most: number) {
  return v.pipe(
    v.number(),
    v.transform((ms) => Math.min(Math.max(Math.round(ms), least), most)),
  );
}
