import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markdownToHtml } from '../../../src/markdown/markdownToHtml';
import { parseMarkdown } from '../../../src/markdown/parseMarkdown';

const tags = 'p|h[1-6]|strong|em|s|code|pre|blockquote|ul|ol|li|a|table|thead|tbody|tr|th|td';
/** All that may begin with "<" in what comes out. */
const allowed = new RegExp(
  [
    `^</?(?:${tags})>`,
    '^<(?:br|hr)>',
    '^<ol start="\\d+">',
    '^<a href="(?:https?://|mailto:)[^"<>\\s]*">',
  ].join('|'),
);

function assertHarmless(text: string): void {
  const html = markdownToHtml(parseMarkdown(text));
  const pieces = html.split(/(?=<)/).filter((piece) => piece.startsWith('<'));
  for (const piece of pieces) assert.match(piece, allowed, `of ${JSON.stringify(text)}`);
  // Nothing ends a tag but what began one, and no quote stands outside of one.
  const bare = html.replace(/<[^>]*>/g, '');
  assert.doesNotMatch(bare, /[<>"']/);
  for (const [ampersand] of bare.matchAll(/&[^;]{0,6};?/g)) {
    assert.match(ampersand, /^&(?:amp|lt|gt|quot|#39);$/);
  }
}

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<!--><img src=x onerror=alert(1)>-->',
  '<a href="javascript:alert(1)">x</a>',
  '</p></main><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<style>*{background:url(//evil.example)}</style>',
  '<base href=//evil.example><meta http-equiv=refresh content=0>',
  '[x](javascript:alert(1))',
  '[x](JAVASCRIPT:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vscode://settings) [x](command:workbench.action.quit)',
  '[x](https://a.example"onmouseover="alert(1))',
  '[x](<https://a.example/" onmouseover="alert(1)>)',
  "[x](https://a.example/'onmouseover='alert(1))",
  '[x](https://a.example "title\\" onmouseover=alert(1)")',
  '[x](https://a.example){onclick=alert(1)}',
  '[<img src=x onerror=alert(1)>](https://a.example)',
  '[a]: javascript:alert(1)\n\n[a]',
  '![x](https://evil.example/track.png)',
  '![x" onerror="alert(1)](https://a.example)',
  '![x](javascript:alert(1))',
  '<javascript:alert(1)>',
  '<https://a.example/"onmouseover="alert(1)>',
  '```"><script>alert(1)</script>\nx\n```',
  '`<script>alert(1)</script>`',
  '    <script>alert(1)</script>',
  '# <img src=x onerror=alert(1)>',
  '|<img src=x onerror=alert(1)>|\n|:-|\n|"><script>|',
  '1" onclick="alert(1). x',
  '999999999. <b>x</b>',
  '- [ ] <input autofocus onfocus=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  'https://a.example/"><script>alert(1)</script>',
  'a@b.example"><script>alert(1)</script>',
  '\u0000<script>alert(1)</script>\ud800',
  '*'.repeat(500) + '<b>' + '*'.repeat(500),
];

describe('The markup of Markdown', () => {
  for (const attack of attacks) {
    it(`is harmless for ${JSON.stringify(attack).slice(0, 70)}`, () => {
      assertHarmless(attack);
    });
  }

  it('has no picture in it, nor anything else that loads', () => {
    const html = markdownToHtml(parseMarkdown(attacks.join('\n\n')));
    assert.doesNotMatch(html, /<(?:img|svg|iframe|style|link|script|input|base|meta)\b/i);
  });

  it('escapes text and addresses', () => {
    const html = markdownToHtml([
      { tag: 'a', href: `https://a.example/?"'<>&`, children: [`"'<>&`] },
    ]);
    const escaped = '&quot;&#39;&lt;&gt;&amp;';
    assert.equal(html, `<a href="https://a.example/?${escaped}">${escaped}</a>`);
  });

  it('numbers a list from where it begins', () => {
    assert.equal(markdownToHtml(parseMarkdown('7. a')), '<ol start="7"><li>a</li></ol>');
  });

  it('is harmless for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom('[', '](', ')', '!', '<', '>', '"', "'", '`', '```\n', '*', '_', '~~', '\\'),
      fc.constantFrom('\n', '\n\n', '- ', '1. ', '> ', '# ', '|', '|-|\n', '    ', '&', ';', '&#x'),
      fc.constantFrom('https://', 'javascript:', 'mailto:', 'vscode:', 'a.example', '@', ':', '//'),
      fc.constantFrom('script', ' onerror=', 'img src=', '<!--', '-->', '[a]: ', '[a]', '\u202e'),
      fc.constantFrom(...attacks),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(text, assertHarmless), { numRuns: 500 });
  }).timeout(60_000);
});
