import fc from 'fast-check';

/** `whole` in pieces of these sizes, taken in turn; in one piece without any. */
export function cut<T extends string | Uint8Array>(whole: T, sizes: readonly number[]): T[] {
  const pieces: T[] = [];
  for (let start = 0; start < whole.length;) {
    const end = start + (sizes[pieces.length % sizes.length] ?? whole.length);
    pieces.push(whole.slice(start, end) as T);
    start = end;
  }
  return pieces;
}

/** Every way to cut something of `length` there is. */
export function* everyCut(length: number): Generator<number[]> {
  for (let borders = 0; borders < 2 ** (length - 1); borders++) {
    const sizes = [1];
    for (let index = 0; index < length - 1; index++) {
      if (borders & (2 ** index)) sizes.push(1);
      else sizes[sizes.length - 1]! += 1;
    }
    yield sizes;
  }
}

export const anySizes = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 });

/** Characters of one to four bytes, byte order marks, and bytes that are no text, in any order. */
export const anyBytes = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }).map((text) => Buffer.from(text)),
      fc.constantFrom('é', '€', '👩‍💻', '\ufeff').map((text) => Buffer.from(text)),
      fc
        .constantFrom('f09f91', 'e282', 'c3', 'eda080', 'f4908080', 'c0af', 'ff', 'efbb')
        .map((hex) => Buffer.from(hex, 'hex')),
      fc.uint8Array({ maxLength: 4 }).map((data) => Buffer.from(data)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => Buffer.concat(parts));
