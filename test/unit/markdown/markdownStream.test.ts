import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MarkdownStream } from '../../../src/markdown/markdownStream';
import { parseMarkdown } from '../../../src/markdown/parseMarkdown';
import { longestSegment, SegmentScanner } from '../../../src/markdown/segments';
import type { MarkdownNode } from '../../../src/shared/markdown';
import { textsInPieces } from './markdownTexts';

describe('Markdown that comes in pieces', () => {
  it('is the same at the end as the whole text, whenever it was looked at', () => {
    const takes = fc.infiniteStream(fc.boolean());
    fc.assert(
      fc.property(
        textsInPieces,
        takes,
        fc.integer({ min: 8, max: 60 }),
        (pieces, isTaken, longest) => {
          const stream = new MarkdownStream(new SegmentScanner(longest));
          const shown: MarkdownNode[] = [];
          for (const piece of pieces) {
            stream.push(piece);
            if (isTaken.next().value) shown.push(...stream.take().settled);
          }
          const shownBefore = structuredClone(shown);
          const { settled, tail } = stream.take();
          assert.deepEqual(shown, shownBefore);
          assert.deepEqual(
            [...shown, ...settled, ...tail],
            parseMarkdown(pieces.join(''), longest),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  }).timeout(60_000);

  it('looks at every moment as the text so far does', () => {
    fc.assert(
      fc.property(textsInPieces, (pieces) => {
        const stream = new MarkdownStream(new SegmentScanner(24));
        const shown: MarkdownNode[] = [];
        let text = '';
        for (const piece of pieces) {
          stream.push(piece);
          text += piece;
          const { settled, tail } = stream.take();
          shown.push(...settled);
          assert.deepEqual([...shown, ...tail], parseMarkdown(text, 24));
        }
      }),
    );
  }).timeout(60_000);

  it('hands out what has settled once, and the rest as often as it is asked for', () => {
    const stream = new MarkdownStream();
    stream.push('a\n\n**b');
    const a = { tag: 'p', children: ['a'] };
    assert.deepEqual(stream.take(), { settled: [a], tail: [{ tag: 'p', children: ['**b'] }] });
    stream.push('**');
    const b = { tag: 'p', children: [{ tag: 'strong', children: ['b'] }] };
    assert.deepEqual(stream.take(), { settled: [], tail: [b] });
    assert.deepEqual(stream.take(), { settled: [], tail: [b] });
  });

  it('has nothing to show before the first piece', () => {
    assert.deepEqual(new MarkdownStream().take(), { settled: [], tail: [] });
  });
});

describe('The cost of a piece', () => {
  for (const [what, piece] of [
    ['one line', 'abc'],
    ['paragraphs', 'a\n\n'],
    ['one list', '- a\n'],
    ['one block of code', '```'],
    ['nothing but line breaks', '\r\n\n'],
  ] as const) {
    it(`does not grow with a text of ${what}`, () => {
      let parsed = 0;
      let most = 0;
      const stream = new MarkdownStream(new SegmentScanner(), ({ text }) => {
        parsed += text.length;
        return [];
      });
      for (let length = 0; length < 1024 * 1024; length += piece.length) {
        stream.push(piece);
        parsed = 0;
        stream.take();
        most = Math.max(most, parsed);
      }
      assert.ok(most <= longestSegment + piece.length, `${most} characters for one piece`);
    });
  }

  it('is that of parsing its text once, but for the tail', () => {
    const text = 'one **two** three\n\n'.repeat(5_000);
    let parsed = 0;
    const stream = new MarkdownStream(new SegmentScanner(), (segment) => {
      parsed += segment.text.length;
      return [];
    });
    stream.push(text);
    stream.take();
    assert.equal(parsed, text.length);
  });
});
