import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeBlocks } from '../../../src/markdown/codeBlocks';
import { parseMarkdown } from '../../../src/markdown/parseMarkdown';

describe('The code blocks of a text', () => {
  it('come in the order in which they are shown, those within lists and quotes too', async () => {
    const text = '```js\na\n```\n- b `c`\n\n      d\n\n> - ~~~\n>   e\n\n```\nf\n\n';
    assert.deepEqual(await codeBlocks(text), ['a', 'd', 'e', 'f\n']);
  });

  it('are none where there is no code', async () => {
    assert.deepEqual(await codeBlocks('a `b`\n\n    \n\n- c'), []);
  });

  it('may be empty', async () => {
    assert.deepEqual(await codeBlocks('```\n```\n\n~~~'), ['', '']);
  });

  it('are whole where they were cut', async () => {
    const lines = fc
      .array(fc.constantFrom('', 'a', '  b c', '😀😀', '``', '- ', 'x'.repeat(30)), {
        maxLength: 30,
      })
      .map((texts) => texts.join('\n'));
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (code, lineBreak, isClosed) => {
          const text = `a\n\n\`\`\`js\n${code}\n${isClosed ? '```\n\nb\n\n    c' : ''}`;
          const blocks = isClosed ? [code, 'c'] : [code];
          assert.deepEqual(await codeBlocks(text.replaceAll('\n', lineBreak), 24), blocks);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('Code that had to be cut', () => {
  it('goes on in a block that says so', () => {
    const code = (text: string) => ({ tag: 'code', children: [text] });
    assert.deepEqual(parseMarkdown('```\nfirst line\nsecond line\n```\n\n```\nother', 24), [
      { tag: 'pre', children: [code('first line\n')] },
      { tag: 'pre', continued: true, children: [code('second line\n')] },
      { tag: 'pre', children: [code('other')] },
    ]);
  });

  it('is a block of its own where what it would go on from is no block', async () => {
    const text = `${'>'.repeat(50)}\n\`\`\`\n${'a'.repeat(60)}`;
    assert.deepEqual(await codeBlocks(text, 80), ['a'.repeat(60)]);
  });
});
