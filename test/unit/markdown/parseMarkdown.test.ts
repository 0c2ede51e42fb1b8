import assert from 'node:assert/strict';
import { longestMarkdown, parseMarkdown } from '../../../src/markdown/parseMarkdown';
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

  it('of nineteen quotes is still Markdown', () => {
    const [node] = parseMarkdown(`${'> '.repeat(19)}**end**`);
    assert.equal(depthOf([node!]), 21);
  });
});

describe('A text that is too long for Markdown', () => {
  it('begins after the longest one', () => {
    const longest = `**${'x'.repeat(longestMarkdown - 4)}**`;
    const [paragraph] = parseMarkdown(longest);
    assert.equal(typeof paragraph === 'object' && tagOf(paragraph.children[0]), 'strong');
    assert.deepEqual(parseMarkdown(`${longest}y`), [p(`${longest}y`)]);
  });

  it('is shown as paragraphs with its line breaks', () => {
    const long = 'x'.repeat(longestMarkdown);
    assert.deepEqual(parseMarkdown(`\n\n*a*\r\nb\n\n\n${long}\n\n`), [p('*a*', br, 'b'), p(long)]);
  });

  it('keeps every character of five megabytes', () => {
    for (const piece of ['[', '> ', '![']) {
      const text = piece.repeat(2.5 * 1024 * 1024).trim();
      assert.deepEqual(parseMarkdown(text), [p(text)]);
    }
  });

  it('becomes few elements even where it is nothing but line breaks', () => {
    for (const piece of ['\n', '\r\n', 'a\n', 'a\n\n']) {
      const text = piece.repeat(1_000_000);
      const nodes = parseMarkdown(text);
      assert.ok(count(nodes) < 20_000, `${JSON.stringify(piece)}: ${count(nodes)}`);
      assert.equal(textOf(nodes).includes('a'), text.includes('a'));
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

function count(nodes: MarkdownNode[]): number {
  return nodes.reduce<number>(
    (sum, node) => sum + 1 + (typeof node === 'string' ? 0 : count(node.children)),
    0,
  );
}

function tagOf(node: MarkdownNode | undefined): string | undefined {
  return typeof node === 'object' ? node.tag : undefined;
}
