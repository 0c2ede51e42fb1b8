import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ViewNode } from '../../../src/shared/viewNode';
import { textView } from '../../../src/views/textView';

describe('A text as it is', () => {
  it('stands alone while it is short', () => {
    assert.deepEqual(textView('Hello\n<b>'), ['Hello\n<b>']);
    assert.deepEqual(textView(''), ['']);
  });

  it('stands in blocks of at most 2,000 characters once it is longer than 8,000, which together are the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\n', ' ', '\r\n', '👩‍💻'),
    );
    const times = fc.integer({ min: 1, max: 6_000 });
    const text = fc
      .array(fc.tuple(piece, times), { minLength: 1, maxLength: 6 })
      .map((pieces) => pieces.map(([each, count]) => each.repeat(count)).join(''));
    fc.assert(
      fc.property(text, (each) => {
        const blocks = blocksOf(each);
        assert.equal(blocks.join(''), each);
        assert.ok(
          blocks.every(
            (block) => (block.length <= 2_000 || each.length <= 8_000) && block.isWellFormed(),
          ),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('is cut behind a line, else behind a word, else where no character is in two', () => {
    const cutOf = (text: string) => blocksOf(text)[0]?.length;
    assert.equal(cutOf(`${'a'.repeat(1_500)}\n${'b '.repeat(5_000)}`), 1_501);
    assert.equal(cutOf(`${'a'.repeat(1_500)} ${'b'.repeat(9_000)}`), 1_501);
    assert.equal(cutOf(`x${'👍'.repeat(5_000)}`), 1_999);
  });
});

function blocksOf(text: string): string[] {
  const textOf = (node: ViewNode): string => {
    if (typeof node === 'string') return node;
    assert.ok('children' in node && node.children);
    return node.children.map(textOf).join('');
  };
  return textView(text).map(textOf);
}
