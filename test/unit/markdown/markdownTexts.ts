import fc from 'fast-check';

const indentation = fc.constantFrom('', '', '', ' ', '  ', '   ', '    ', '\t', ' \t');
const markers = fc.oneof(
  fc.constantFrom('', '', '', '- ', '* ', '-', '-\t', '-     ', '- - ', '- > '),
  fc.constantFrom('1. ', '2. ', '3) ', '10. ', '123456. ', '1234567890. ', '1.'),
  fc.constantFrom('> ', '>', '> - ', '# '),
);
const contents = fc.oneof(
  fc.constantFrom(
    '',
    '',
    'a',
    '*b* c',
    '-',
    '12',
    '`',
    '  ',
    'é😀',
    '\ud83d',
    '[x]',
    '[x]: http://a',
  ),
  fc.constantFrom('```', '```js', '``` `', '````', '~~~', '---', '- - -', '***', '==='),
  fc.constantFrom('|a|b|', '|-|-|', 'a|b', '-|-', '```a|b'),
);
const lineBreaks = fc.constantFrom('\n', '\n', '\n\n', '\n\n', '\n \n', '\r\n', '\r\n\r\n', '\r');
const line = fc.tuple(indentation, markers, contents, lineBreaks).map((pieces) => pieces.join(''));
const run = fc
  .tuple(
    fc.constantFrom('x', '😀', 'x y ', '`', '- ', '\n', '\r\n'),
    fc.integer({ min: 1, max: 60 }),
  )
  .map(([piece, count]) => piece.repeat(count));

/** All that decides where a text can be parted, in any order. */
export const markdownLines = fc
  .array(line, { maxLength: 14, size: 'max' })
  .map((lines) => lines.join(''));

/** The same with runs that pass the limit of a small segment. */
export const markdownTexts = fc
  .array(fc.oneof(line, line, run), { maxLength: 14, size: 'max' })
  .map((pieces) => pieces.join(''));

/** A text, and where to cut it into the pieces in which it comes. */
export const textsInPieces = markdownTexts.chain((text) =>
  fc
    .array(fc.nat(text.length), { maxLength: 20, size: 'max' })
    .map((cuts) => [0, ...cuts.sort((a, b) => a - b), text.length])
    .map((cuts) => cuts.slice(1).map((end, index) => text.slice(cuts[index], end))),
);
