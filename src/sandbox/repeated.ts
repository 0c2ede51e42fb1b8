import { Readable } from 'node:stream';

/** A character over and over, as fast as it is taken. @param size in bytes; may be Infinity */
export function repeated(character: string, size: number): Readable {
  const piece = Buffer.alloc(64 * 1024, character);
  let left = size;
  return new Readable({
    read() {
      const next = piece.subarray(0, Math.min(left, piece.length));
      left -= next.length;
      this.push(next.length > 0 ? next : null);
    },
  });
}
