import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KeyFilter } from '../../../src/api/keyFilter';
import { anySizes, cut, everyCut } from './cuts';

function filtered(key: string, pieces: string[]): string {
  const filter = new KeyFilter(key);
  return pieces.map((piece) => filter.push(piece)).join('') + filter.flush();
}

describe('The filter for a key', () => {
  it('finds it wherever the text is cut', () => {
    for (const sizes of everyCut(16)) {
      const pieces = cut('a uk-uk-12345 uk', sizes);
      assert.equal(filtered('uk-12345', pieces), 'a uk-[API key] uk', pieces.join('|'));
    }
  });

  it('makes of any text what replacing it would make of the whole', () => {
    // Two letters, so that much looks like the beginning of a key.
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    const anyKey = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 8, maxLength: 12 });
    const texts = anyKey.chain((key) =>
      fc.tuple(
        fc.constant(key),
        fc
          .array(
            fc.oneof(
              letters,
              fc.nat(12).map((end) => key.slice(0, end)),
            ),
          )
          .map((parts) => parts.join('')),
      ),
    );
    fc.assert(
      fc.property(texts, anySizes, ([key, text], sizes) => {
        assert.equal(filtered(key, cut(text, sizes)), text.replaceAll(key, '[API key]'));
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds back no more than what may be its beginning, and no longer than that', () => {
    const filter = new KeyFilter('uk-12345');
    assert.equal(filter.push('Hello'), 'Hello');
    assert.equal(filter.push(' u, uk'), ' u, ');
    assert.equal(filter.push('-123'), '');
    assert.equal(filter.push('u'), 'uk-123');
    assert.equal(filter.push('k-12345!'), '[API key]!');
    assert.equal(filter.push('uk-1'), '');
    assert.equal(filter.flush(), 'uk-1');
    assert.equal(filter.flush(), '');
  });

  it('does not look for a key that turns up in text by chance', () => {
    assert.equal(filtered('seven77', ['seven', '77']), 'seven77');
    assert.equal(filtered('eight888', ['eight', '888']), '[API key]');
  });

  it('is quick about five megabytes in small pieces, and about a long key', () => {
    const key = 'ab'.repeat(1_000) + 'c';
    const filter = new KeyFilter(key);
    let length = 0;
    for (let piece = 0; piece < 1_700_000; piece++) length += filter.push('aba').length;
    assert.equal(length + filter.flush().length, 5_100_000);
  });
});
