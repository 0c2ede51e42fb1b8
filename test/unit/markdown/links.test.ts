import assert from 'node:assert/strict';
import { markdownToHtml } from '../../../src/markdown/markdownToHtml';
import { parseMarkdown } from '../../../src/markdown/parseMarkdown';

/** The markup of one paragraph, without the paragraph. */
function inline(text: string): string {
  return markdownToHtml(parseMarkdown(text)).replace(/^<p>|<\/p>$/g, '');
}

describe('A link', () => {
  const links: [string, string, string, string][] = [
    [
      'tells its host',
      '[help](https://example.com/x)',
      'https://example.com/x',
      'help (example.com)',
    ],
    [
      'tells an unusual port',
      '[help](http://a.example:8080)',
      'http://a.example:8080/',
      'help (a.example:8080)',
    ],
    [
      'does not repeat its host',
      '[example.com](https://example.com/)',
      'https://example.com/',
      'example.com',
    ],
    [
      'does not repeat an address',
      '[https://example.com/y](https://example.com/x)',
      'https://example.com/x',
      'https://example.com/y',
    ],
    ['is found in text', 'https://example.com/x', 'https://example.com/x', 'https://example.com/x'],
    [
      'can stand in angle brackets',
      '<https://example.com>',
      'https://example.com/',
      'https://example.com',
    ],
    [
      'to a mail address tells it',
      '[write](mailto:a@example.com?subject=x)',
      'mailto:a@example.com?subject=x',
      'write (a@example.com)',
    ],
    [
      'to a mail address is found in text',
      'a@example.com',
      'mailto:a@example.com',
      'a@example.com',
    ],
    [
      'without a text is its host',
      '[](https://example.com/x)',
      'https://example.com/x',
      'example.com',
    ],
    [
      'with a blank text is its host',
      '[ ](https://example.com/x)',
      'https://example.com/x',
      ' example.com',
    ],
    [
      'tells punycode',
      '[bücher.example](https://bücher.example/)',
      'https://xn--bcher-kva.example/',
      'bücher.example (xn--bcher-kva.example)',
    ],
    [
      'tells punycode where it is found in text',
      'https://аррӏе.com',
      'https://xn--80ak6aa92e.com/',
      'https://аррӏе.com (xn--80ak6aa92e.com)',
    ],
    [
      'leaves punycode as it was written',
      'https://xn--80ak6aa92e.com',
      'https://xn--80ak6aa92e.com/',
      'https://xn--80ak6aa92e.com',
    ],
    [
      'tells what a wide host really is',
      '[x](https://ｅｖｉｌ.example)',
      'https://evil.example/',
      'x (evil.example)',
    ],
    [
      'is escaped',
      '[a"b](https://example.com/?a=1&b="2")',
      'https://example.com/?a=1&amp;b=%222%22',
      'a&quot;b (example.com)',
    ],
    [
      'under another host tells its own',
      '[https://userdesk.io](https://evil.example)',
      'https://evil.example/',
      'https://userdesk.io (evil.example)',
    ],
    [
      'under a longer host tells its own',
      '[evil.example.com](https://evil.example)',
      'https://evil.example/',
      'evil.example.com (evil.example)',
    ],
    [
      'under its host as a user name tells it',
      '[https://evil.example@userdesk.io](https://evil.example)',
      'https://evil.example/',
      'https://evil.example@userdesk.io (evil.example)',
    ],
    [
      'under more words tells its host',
      '[evil.example or userdesk.io](https://evil.example)',
      'https://evil.example/',
      'evil.example or userdesk.io (evil.example)',
    ],
    [
      'under text turned around tells its host',
      '[\u202eoi.ksedresu](https://evil.example)',
      'https://evil.example/',
      'oi.ksedresu (evil.example)',
    ],
    [
      'to an image is what an image becomes',
      '![a *plan*](https://example.com/plan.png "x")',
      'https://example.com/plan.png',
      'a plan (example.com)',
    ],
  ];
  for (const [what, text, href, label] of links) {
    it(what, () => {
      assert.equal(inline(text), `<a href="${href}">${label}</a>`);
    });
  }

  it('with an image in it stays one link', () => {
    const text = '[![plan](https://example.com/plan.png) b](https://example.org)';
    assert.equal(inline(text), '<a href="https://example.org/">plan b (example.org)</a>');
  });
});

describe('What is no link', () => {
  const texts: [string, string, string][] = [
    ['a script', '[a](javascript:alert(1))', 'a'],
    ['a script in disguise', '[a](  JaVaScRiPt&colon;alert(1) )', 'a'],
    ['a script with a line break', '[a](java&#10;script:alert(1))', 'a'],
    ['data', '[a](data:text/html,x)', 'a'],
    [
      'an editor’s own scheme',
      '[a](vscode://x/y) [b](command:x) [c](vscode-insiders://x)',
      'a b c',
    ],
    ['a file', '[a](file:///etc/passwd)', 'a'],
    ['ftp, written out', 'ftp://example.com //example.com', 'ftp://example.com //example.com'],
    [
      'an address without a scheme',
      '[a](example.com) [b](/x) [c](//example.com) [d](#e)',
      'a b c d',
    ],
    [
      'a guess',
      'www.example.com example.com main.rs 127.0.0.1',
      'www.example.com example.com main.rs 127.0.0.1',
    ],
    ['an address with a user name', '[a](https://userdesk.io@evil.example)', 'a'],
    [
      'one with a password, in text',
      'https://userdesk.io:x@evil.example/y',
      'https://userdesk.io:x@evil.example/y',
    ],
    ['one with an empty user name', '[a](https://@evil.example)', 'a'],
    [
      'one in angle brackets with a user name',
      '<https://u@evil.example>',
      'https://u@evil.example',
    ],
    [
      'one with a backslash for a slash',
      '[a](https:\\\\evil.example) [b](<https://userdesk.io\\@evil.example>)',
      'a b',
    ],
    ['one that lacks its slashes', '[a](https:evil.example)', 'a'],
    [
      'one with a character that cannot be seen',
      '[a](https://user\u200bdesk.io) [b](https://a.example/\u202egpj)',
      'a b',
    ],
    ['one with such a character encoded', '[a](https://a.example/%E2%80%AEgpj)', 'a'],
    [
      'one with such a character among bytes that are none',
      '[a](https://a.example/%ff%E2%80%AE%c0)',
      'a',
    ],
    ['one with an encoded byte order mark', '[a](https://a.example/%EF%BB%BFb)', 'a'],
    ['one with a control character', '[a](<https://a.example/\u0001>)', 'a'],
    ['a host that cannot be', '[a](https://a%00b) [b](http://[::1)', 'a b'],
    ['a mail address with another header', '[a](mailto:a@b.example%0Abcc:c)', 'a'],
    ['a mail address that is none', '[a](mailto:a) [b](mailto:) [c](mailto://u:p@host)', 'a b c'],
    ['a reference', '[a][1] [1]\n[1]: <mailto:a> "b"', '[a][1] [1]<br>[1]: mailto:a &quot;b&quot;'],
    ['an image of data', '![a](data:image/png;base64,AAAA)', 'a'],
  ];
  for (const [what, text, plain] of texts) {
    it(`is ${what}`, () => {
      assert.equal(inline(text), plain);
    });
  }

  it('can be told from a character that only looks like it: a tab is dropped by browsers', () => {
    assert.doesNotMatch(inline('[a](ht&#9;tps://evil.example)'), /<a/);
  });
});
