import assert from 'node:assert/strict';
import { parseMarkdown } from '../../../src/markdown/parseMarkdown';
import type { MarkdownNode } from '../../../src/shared/markdown';

const p = (...children: MarkdownNode[]): MarkdownNode => ({ tag: 'p', children });
const br: MarkdownNode = { tag: 'br', children: [] };

describe('Markdown', () => {
  const cases: [string, string, MarkdownNode[]][] = [
    ['nothing', '', []],
    ['paragraphs', 'one\n\ntwo', [p('one'), p('two')]],
    ['a line break', 'one\ntwo', [p('one', br, 'two')]],
    [
      'emphasis',
      '*a* **b** ~~c~~ `d`',
      [
        p(
          { tag: 'em', children: ['a'] },
          ' ',
          { tag: 'strong', children: ['b'] },
          ' ',
          { tag: 's', children: ['c'] },
          ' ',
          { tag: 'code', children: ['d'] },
        ),
      ],
    ],
    ['a heading', '## a', [{ tag: 'h2', children: ['a'] }]],
    ['a rule', 'a\n\n---', [p('a'), { tag: 'hr', children: [] }]],
    [
      'a list without blank lines',
      '- a\n- b',
      [
        {
          tag: 'ul',
          children: [
            { tag: 'li', children: ['a'] },
            { tag: 'li', children: ['b'] },
          ],
        },
      ],
    ],
    [
      'a numbered list and its first number',
      '3. a\n\n4. b',
      [
        {
          tag: 'ol',
          start: 3,
          children: [
            { tag: 'li', children: [p('a')] },
            { tag: 'li', children: [p('b')] },
          ],
        },
      ],
    ],
    ['a numbered list from 1', '1. a', [{ tag: 'ol', children: [{ tag: 'li', children: ['a'] }] }]],
    [
      'code, as it is',
      '```js\n<b> *x*\n\n```',
      [{ tag: 'pre', children: [{ tag: 'code', children: ['<b> *x*\n'] }] }],
    ],
    ['indented code', '    a', [{ tag: 'pre', children: [{ tag: 'code', children: ['a'] }] }]],
    [
      'code with blank lines, between tildes',
      '~~~\na\n\n```\n\n~~~\n\nb',
      [{ tag: 'pre', children: [{ tag: 'code', children: ['a\n\n```\n'] }] }, p('b')],
    ],
    [
      'code that was not ended',
      '```\na\n\nb',
      [{ tag: 'pre', children: [{ tag: 'code', children: ['a\n\nb'] }] }],
    ],
    [
      'one list with blank lines and paragraphs in it',
      '- a\n\n  b\n\n  - c\n\n- d\n\ne',
      [
        {
          tag: 'ul',
          children: [
            {
              tag: 'li',
              children: [p('a'), p('b'), { tag: 'ul', children: [{ tag: 'li', children: ['c'] }] }],
            },
            { tag: 'li', children: [p('d')] },
          ],
        },
        p('e'),
      ],
    ],
    ['a quote', '> a', [{ tag: 'blockquote', children: [p('a')] }]],
    [
      'a table',
      '|a|\n|:-:|\n|b|',
      [
        {
          tag: 'table',
          children: [
            {
              tag: 'thead',
              children: [{ tag: 'tr', children: [{ tag: 'th', children: ['a'] }] }],
            },
            {
              tag: 'tbody',
              children: [{ tag: 'tr', children: [{ tag: 'td', children: ['b'] }] }],
            },
          ],
        },
      ],
    ],
    ['HTML, as text', '<b onclick="x()">a</b>', [p('<b onclick="x()">a</b>')]],
    ['entities and escapes', '&lt;b&gt; \\*a\\*', [p('<b> *a*')]],
    ['quotes and dots, as they were typed', '"a" (c) ...', [p('"a" (c) ...')]],
    ['no characters that turn the order of others around', '\u202ea\u2066b\u202c', [p('ab')]],
  ];
  for (const [what, text, nodes] of cases) {
    it(`has ${what}`, () => {
      assert.deepEqual(parseMarkdown(text), nodes);
    });
  }
});

describe('Nested Markdown', () => {
  it('is bounded, and keeps its text', () => {
    for (const text of [
      `${'>'.repeat(1_000)} end`,
      `${'- '.repeat(1_000)}end`,
      `${'*a **b '.repeat(1_000)}end${'** *'.repeat(1_000)}`,
      `${'*'.repeat(10_000)}end${'*'.repeat(10_000)}`,
      `${'['.repeat(9_000)}end${'](http://a)'.repeat(900)}`,
      `${'!['.repeat(1_000)}end${'](http://a)'.repeat(1_000)}`,
    ]) {
      const nodes = parseMarkdown(text);
      assert.ok(depthOf(nodes) <= 41, `${text.slice(0, 20)} is ${depthOf(nodes)} deep`);
      assert.match(textOf(nodes), /end/);
    }
  });

  it('that is too deep is shown as paragraphs with its line breaks', () => {
    const deep = '>'.repeat(50);
    assert.deepEqual(parseMarkdown(`${deep}\r\n*a*\rb`), [p(deep, br, '*a*', br, 'b')]);
  });

  it('of nineteen quotes is still Markdown', () => {
    const [node] = parseMarkdown(`${'> '.repeat(19)}**end**`);
    assert.equal(depthOf([node!]), 21);
  });
});

describe('A long text', () => {
  it('is Markdown to its end', () => {
    const nodes = parseMarkdown('one **two** three\n\n'.repeat(20_000));
    assert.equal(nodes.length, 20_000);
    assert.deepEqual(nodes.at(-1), nodes[0]);
  });

  it('keeps what is said in one line of four megabytes', () => {
    for (const piece of ['x', 'x y ', '😀']) {
      const text = piece.repeat((4 * 1024 * 1024) / piece.length);
      const shown = textOf(parseMarkdown(text));
      assert.equal(shown.replaceAll(' ', ''), text.replaceAll(' ', ''));
    }
  });

  it('of nothing but brackets or quotes keeps them, but for the few that are a quote', () => {
    for (const piece of ['[', '> ', '>']) {
      const nodes = parseMarkdown(piece.repeat(100_000));
      assert.ok(depthOf(nodes) <= 41);
      assert.ok(textOf(nodes).replaceAll(' ', '').length >= 100_000 - 40);
    }
  });

  it('of nothing but line breaks is nothing', () => {
    for (const piece of ['\n', '\r', '\r\n', ' \n']) {
      assert.deepEqual(parseMarkdown(piece.repeat(300_000)), []);
    }
  });

  it('keeps every one of a hundred thousand lines', () => {
    for (const piece of ['a\n', 'a\r\n', 'a\n\n', '- a\n']) {
      assert.equal(textOf(parseMarkdown(piece.repeat(100_000))), 'a'.repeat(100_000));
    }
  });
});

function depthOf(nodes: MarkdownNode[]): number {
  return nodes.reduce<number>(
    (deepest, node) =>
      typeof node === 'string' ? deepest : Math.max(deepest, 1 + depthOf(node.children)),
    0,
  );
}

function textOf(nodes: MarkdownNode[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('');
}
