import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxPieces, splitIntoPieces } from '../../../src/sandbox/delivery';

describe('The pieces of a streamed answer', () => {
  it('add up to the whole, are never empty and never too many', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 5_000 }), (text) => {
        const pieces = splitIntoPieces(Buffer.from(text));
        assert.equal(Buffer.concat(pieces).toString(), text);
        assert.ok(pieces.every((piece) => piece.length > 0));
        assert.ok(pieces.length <= maxPieces);
      }),
    );
  });

  it('are few even for an answer of a megabyte', () => {
    const pieces = splitIntoPieces(Buffer.from('word '.repeat(200_000)));
    assert.ok(pieces.length <= maxPieces, `${pieces.length} pieces`);
  });

  it('are of the size that is wanted, and cut where that is wanted', () => {
    const sizes = (...args: Parameters<typeof splitIntoPieces>) =>
      splitIntoPieces(...args).map((piece) => piece.length);
    const text = Buffer.from('ä€🙂');
    assert.deepEqual(sizes(text, { pieceBytes: 4 }), [4, 4, 1]);
    assert.deepEqual(sizes(text, { pieceBytes: 4, borders: [7, 1, 7, 100] }), [1, 4, 2, 2]);
    assert.deepEqual(sizes(text, { borders: [3] }), [3, 4, 2]);
    assert.equal(sizes(Buffer.alloc(1000), { pieceBytes: 1 }).length, 1000);
  });
});
