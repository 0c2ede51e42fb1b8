import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMarkdown } from '../../../src/markdown/parseMarkdown';
import { parseSegment } from '../../../src/markdown/parseSegment';
import { longestSegment, SegmentScanner, type Segment } from '../../../src/markdown/segments';
import { markdownLines, textsInPieces } from './markdownTexts';

/** Small enough for texts of a few lines to pass it. */
const small = 24;

function segmentsOf(pieces: string | string[], longest?: number): Segment[] {
  const scanner = new SegmentScanner(longest);
  for (const piece of [pieces].flat()) scanner.push(piece);
  return [...scanner.takeSettled(), scanner.tail];
}

function textsOf(pieces: string | string[], longest?: number): string[] {
  return segmentsOf(pieces, longest).map(({ text }) => text);
}

describe('A text is parted', () => {
  const cases: [string, string[]][] = [
    ['between paragraphs', ['a\nb\n\n', 'c\n\n\n', 'd']],
    ['whatever the line breaks', ['a\r\nb\r\n\r\n', 'c\r\r', 'd\n \t\r\n', 'e']],
    ['behind a heading and a rule', ['# a\n\n', '***\n\n', 'b']],
    ['behind a list', ['- a\n- b\n\n', 'c']],
    ['behind a numbered list', ['1. a\n\n2. b\n\n', '12 c']],
    ['behind a list before what is almost an item', ['- a\n\n', '-b\n\n', '1234567890. c']],
    ['before a list and a table', ['a\n\n', '- b\n\n', '|a|\n|-|\n|b|\n\n', 'c']],
    ['between quotes', ['> a\n\n', '> b\n>\n> c\n\n', 'd']],
    ['behind indented code', ['    a\n\n    b\n\n', 'c']],
    ['behind fenced code', ['```\na\n\nb\n```\n\n', 'c']],
    ['behind tildes', ['~~~~\n\n~~~\n\n```\n\n~~~~~ \n\n', 'a']],
    ['behind an indented fence', ['   ```\n\na\n  ```\n\n', 'b']],
    ['behind a list with code in it', ['1. a\n   ```\n   b\n\n   c\n   ```\n\n2. d\n\n', 'e']],
    ['where the code in a list ends with the list', ['- ```\n  a\n\n', 'b']],
    ['behind code in an item right behind another', ['1. a\n2. b\n   ```\n   c\n   ```\n\n', 'd']],
    ['behind a list that a fence has ended', ['- a\n```\n\nb\n```\n\n', '- c']],
    ['behind a list that a paragraph has ended', ['- a\n\n b\n  ```\n\nc\n  ```\n\n', 'd']],
    ['behind a fence too far left for a list', ['- a\nb\n ```\n\nc\n ```\n\n', 'd']],
    ['behind backticks that open nothing', ['``` a ` b\n\n', 'c']],
  ];
  for (const [where, texts] of cases) {
    it(where, () => {
      assert.deepEqual(textsOf(texts.join('')), texts);
    });
  }
});

describe('A text is not parted', () => {
  const cases: [string, string][] = [
    ['at blank lines at its beginning', '\n\n  \na'],
    ['between the items of a list', '- a\n\n- b\n\n\n* c\n\n1. d'],
    ['before an item that is still empty', '- a\n\n-'],
    ['before what may still become an item', '1. a\n\n2'],
    ['within a list item', '1. a\n\n   b\n\n    - c\n\n      d'],
    ['within fenced code', '```\n\na\n\n``\n\n~~~\n\n``` b\n\n    ```\n\nc'],
    ['within code behind an item that a blank line has ended', '-\n\n  ```\n\na'],
    ['within code behind a rule that could be an item', '- - -\n  ```\n\na'],
    ['behind what may be code or the head of a table', '```a|b\n-|-\n\nc\n\n```\n\nd'],
    ['within code behind a table that could be an item', '- a|b\n-|-\n  ```\n\nc'],
    ['before what is indented', 'a\n\n b\n\n    c\n\n\td'],
    ['where a fence may be one of a list', '- a\nb\n  ```\n\nc\n  ```\n\nd'],
  ];
  for (const [where, text] of cases) {
    it(where, () => {
      assert.deepEqual(textsOf(text), [text]);
    });
  }
});

describe('A text without a place to part it is cut', () => {
  const cases: [string, string[]][] = [
    ['before the last line', [`${'x'.repeat(12)}\n`, 'y'.repeat(12)]],
    ['before the last line that is not indented', ['- aaaaaaaaaa\n', '- b\n  c\n  d\n  e']],
    ['before the last word', ['xxxx xxxx xxxx xxxx ', 'xxxx x']],
    ['before the last word with spaces behind it', ['xxxx xxxx xxxx ', 'xxxx         x']],
    ['where there is nothing else', ['x'.repeat(24), 'x'.repeat(24), 'x']],
    ['where what there is came too early', [`a b\n${'x'.repeat(20)}`, 'x']],
    ['before a surrogate pair', ['x'.repeat(23), '😀']],
    ['behind a line break of two characters', [`${'x'.repeat(23)}\r\n`, 'y']],
  ];
  for (const [where, texts] of cases) {
    it(where, () => {
      assert.deepEqual(textsOf(texts.join(''), small), texts);
    });
  }

  it('at eight thousand characters, and not before', () => {
    assert.equal(longestSegment, 8_000);
    const longest = 'x'.repeat(longestSegment);
    assert.deepEqual(textsOf(longest), [longest]);
    assert.deepEqual(textsOf(`${longest}y`), [longest, 'y']);
  });

  it('within fenced code, which goes on up to the closing fence', () => {
    const lines = 'aaaaaaaaa\n'.repeat(3);
    assert.deepEqual(segmentsOf(` ~~~~ js\n${lines}\n~~~\n\n~~~~\n\nb`, small), [
      { text: ` ~~~~ js\naaaaaaaaa\n`, isCutOff: true },
      { text: 'aaaaaaaaa\naaaaaaaaa\n\n', fence: ' ~~~~', isCutOff: true },
      { text: '~~~\n\n~~~~\n\n', fence: ' ~~~~' },
      { text: 'b' },
    ]);
  });

  it('within the line that opens fenced code, as if that line had ended', () => {
    assert.deepEqual(segmentsOf('~~~ aaa bbb ccc ddd eee fff\n~~~\n\ng', small), [
      { text: '~~~ aaa bbb ccc ddd ', isCutOff: true },
      { text: 'eee fff\n~~~\n\n', fence: '~~~' },
      { text: 'g' },
    ]);
  });
});

describe('The segments of any text', () => {
  it('put together are the text, none of them too long', () => {
    fc.assert(
      fc.property(textsInPieces, (pieces) => {
        const texts = textsOf(pieces, small);
        assert.equal(texts.join(''), pieces.join(''));
        for (const [index, text] of texts.entries()) {
          assert.ok(text.replace(/\r\n$/, '\n').length <= small);
          assert.doesNotMatch(
            texts[index + 1] ?? '',
            text.endsWith('\r') ? /^\n/ : /^[\udc00-\udfff]/,
          );
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('do not depend on the pieces in which it comes', () => {
    fc.assert(
      fc.property(textsInPieces, (pieces) => {
        assert.deepEqual(segmentsOf(pieces, small), segmentsOf(pieces.join(''), small));
      }),
      { numRuns: 1_000 },
    );
  });

  it('do not depend on what follows them', () => {
    fc.assert(
      fc.property(textsInPieces, ([text = '', ...more]) => {
        const settled = segmentsOf(text, small).slice(0, -1);
        const later = segmentsOf([text, ...more], small);
        assert.deepEqual(later.slice(0, settled.length), settled);
      }),
      { numRuns: 1_000 },
    );
  });

  it('end with fenced code where they are cut within it', () => {
    fc.assert(
      fc.property(textsInPieces, (pieces) => {
        for (const segment of segmentsOf(pieces, small).filter(({ isCutOff }) => isCutOff)) {
          const last = parseSegment(segment).at(-1);
          assert.equal(typeof last === 'object' && last.tag, 'pre');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('become what the whole text would, unless one has to be cut', () => {
    fc.assert(
      fc.property(markdownLines, (text) => {
        assert.deepEqual(parseMarkdown(text, Infinity), parseSegment({ text }));
      }),
      { numRuns: 3_000 },
    );
  }).timeout(60_000);
});
