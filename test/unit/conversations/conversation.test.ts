import assert from 'node:assert/strict';
import { conversationTitle, userLabel } from '../../../src/conversations/conversation';
import { conversation } from './recordUnderTest';

const titleOf = (greeting?: string) =>
  conversationTitle(conversation('7bb301ad', greeting === undefined ? {} : { greeting }));

describe('The title of a conversation', () => {
  for (const [greeting, title] of [
    ['Hello, how can I help you?', 'Hello, how can I help you?'],
    ['Hello\nhow can I help you?', 'Hello'],
    ['\r\n\r\n  Hello  \r\n', 'Hello'],
    ['# Welcome\n\nto us', 'Welcome'],
    ['> - **Hello**, I am `bot`', 'Hello, I am bot'],
    ['---\n\nHello', 'Hello'],
    ['Your order_id, please', 'Your order_id, please'],
    ['[Help](https://help.example.com/a_(b)) and **[mail](mailto:a@b.c)**', 'Help and mail'],
    ['![Logo](https://example.com/a.png "us")\n\nHello', 'Logo'],
    ['![](https://example.com/a.png)\n\nHello', 'Hello'],
    ['[![Logo](a.png)](https://example.com) says hello', 'Logo says hello'],
    ['```js\nconst a = 1;\n```', 'const a = 1;'],
    ['~~~\nplain\n~~~', 'plain'],
    ['```one``` line', 'one line'],
    ['~~Old~~ new, ~ 5', 'Old new, ~ 5'],
    ['\u202egpj.exe\u202c\n', 'gpj.exe'],
    ['\u200b\u2066\n\0Hello\u2028you', 'Hello you'],
    ['Choose [a] (or b)', 'Choose [a] (or b)'],
  ] as const) {
    it(`is how it begins: ${JSON.stringify(greeting)}`, () => {
      assert.equal(titleOf(greeting), title);
    });
  }

  for (const greeting of [undefined, '', ' \n\t', '***\n---\n', '```\n```']) {
    it(`is the ID where it begins with nothing: ${JSON.stringify(greeting)}`, () => {
      assert.equal(titleOf(greeting), '7bb301ad');
    });
  }

  it('is one line of at most 80 characters, with an ellipsis for the rest', () => {
    assert.equal(titleOf('x'.repeat(80)), 'x'.repeat(80));
    assert.equal(titleOf('x'.repeat(81)), `${'x'.repeat(79)}…`);
    assert.equal(titleOf('word '.repeat(100)), `${'word '.repeat(16).slice(0, 79).trimEnd()}…`);
  });

  it('cuts no character in two', () => {
    for (const length of [78, 79, 80]) {
      const title = titleOf(`${'x'.repeat(length)}${'👩'.repeat(20)}`);
      assert.ok(title.isWellFormed(), JSON.stringify(title));
    }
  });

  it('does not take longer for a long greeting', () => {
    assert.equal(titleOf(`${'\n'.repeat(300)}Hello${'*'.repeat(4_000_000)}`), 'Hello');
  });
});

describe('The user of a conversation', () => {
  it('goes by name, else by e-mail, else is anonymous', () => {
    const userName = 'Ada Lovelace';
    const userEmail = 'ada@example.com';
    assert.equal(userLabel(conversation('1', { userName, userEmail })), userName);
    assert.equal(userLabel(conversation('1', { userEmail })), userEmail);
    assert.equal(userLabel(conversation('1')), 'Anonymous');
    const odd = { userName: '\u202e\u200b', userEmail: '\u202emoc.elpmaxe@ada' };
    assert.equal(userLabel(conversation('1', odd)), 'moc.elpmaxe@ada');
  });
});
