import assert from 'node:assert/strict';
import type { Conversation } from '../../../src/conversations/conversation';
import { shareAsMarkdown, shareFileName } from '../../../src/conversations/share';
import type { Turn } from '../../../src/conversations/turn';
import { conversation } from './recordUnderTest';
import { ada, turn } from './shareUnderTest';

const id = '7bb301ad-e691-4341-8afb-000000000001';

const markdownOf = (
  changes: Partial<Conversation>,
  turns: Turn[] = [],
  userDetails: 'masked' | 'kept' = 'masked',
) => shareAsMarkdown(conversation(id, changes), turns, { userDetails, keys: [] });

/** What the document says of one turn, below the heading of the message. */
const answerTo = (changes: Partial<Turn>) =>
  markdownOf({}, [turn(changes)]).split('```\nHello\n```\n\n')[1];

const whole = (userFact: string, author: string, name: string) => `# Conversation with Support bot

- Conversation ID: ${id}
- Chatbot ID: 123456
- User: ${userFact}
- Created: 2026-03-03T14:03:00.000Z

## Support bot · 2026-03-03T14:03:00.000Z

> Hello **${name}**,
>
> - one
> - two

## ${author} · 2026-03-03T14:04:00.000Z

\`\`\`
I am *${name}*
\`\`\`

## Support bot · 2026-03-03T14:04:01.500Z

> Good to know
`;

describe('A conversation as Markdown', () => {
  const greeting = 'Hello **Ada**,\n\n- one\n- two';
  const turns = [turn({ message: 'I am *Ada*', answer: 'Good to know', firstTextMs: 1500 })];

  it('tells its facts, and each message with author and time, user details masked', () => {
    const fact = String.raw`\[user name\], \[user email\]`;
    const expected = whole(fact, 'User', '[user name]');
    assert.equal(markdownOf({ ...ada, greeting }, turns), expected);
  });

  it('names the user where that is asked for', () => {
    const expected = whole('Ada Lovelace, ada@example.com', 'Ada Lovelace', 'Ada');
    assert.equal(markdownOf({ ...ada, greeting }, turns, 'kept'), expected);
  });

  it('goes by the e-mail of a user without a name, and calls an anonymous one "User"', () => {
    const { userEmail } = ada;
    assert.match(markdownOf({ userEmail }, turns, 'kept'), /^## ada@example\.com · /m);
    const anonymous = markdownOf({}, turns, 'kept');
    assert.match(anonymous, /^- User: Anonymous$/m);
    assert.match(anonymous, /^## User · /m);
  });

  it('goes by the chatbot’s ID where it has no name, and says that it is the sandbox’s', () => {
    const chatbot = { origin: 'sandbox:', id: 'sandbox-support' };
    const text = markdownOf({ chatbot });
    assert.match(text, /^# Conversation with sandbox-support$/m);
    assert.match(text, /^- Chatbot ID: sandbox-support \(Sandbox\)$/m);
  });

  it('has no message where there is neither greeting nor turn', () => {
    assert.ok(!markdownOf({}).includes('##'));
  });

  for (const [what, changes, expected] of [
    ['is still to come', { state: 'sending', answer: '' }, '## Support bot\n\n*no answer yet*\n'],
    ['still comes', { state: 'answering' }, '## Support bot\n\n> Hi\n\n*still answering*\n'],
    ['was stopped', { state: 'stopped' }, '## Support bot\n\n> Hi\n\n*stopped*\n'],
    ['broke off', { state: 'incomplete' }, '## Support bot\n\n> Hi\n\n*incomplete*\n'],
    ['failed', { state: 'failed', answer: '' }, '## Support bot\n\n*failed*\n'],
    ['is empty', { answer: ' \n' }, '## Support bot\n\n*empty answer*\n'],
    ['is whole', {}, '## Support bot\n\n> Hi\n'],
  ] as [string, Partial<Turn>, string][]) {
    it(`tells that an answer ${what}`, () => {
      assert.equal(answerTo(changes), expected);
    });
  }

  it('keeps the two spaces that end a line, and quotes empty lines', () => {
    assert.equal(answerTo({ answer: 'a  \r\nb\r\rc' }), '## Support bot\n\n> a  \n> b\n>\n> c\n');
  });

  it('shows the source of an answer that may hold HTML, still quoted', () => {
    for (const answer of ['</blockquote>', '<!-- a', 'a <b>', '`<br/>`', 'a <b\nc>', '<b', '<?']) {
      const lines = ['~', ...answer.split('\n'), '~'].map((line) => `> ${line}`);
      const expected = `## Support bot\n\n${lines.join('\n').replaceAll('~', '```')}\n`;
      assert.equal(answerTo({ answer }), expected);
    }
    for (const answer of ['1 < 2', 'a <3', '<https://example.com>', '<ada@example.com>', '->']) {
      assert.equal(answerTo({ answer }), `## Support bot\n\n> ${answer}\n`);
    }
  });

  it('lets no mask become a link', () => {
    const answer = 'Ada: yes\nAda[1] Ada(2) Ada';
    assert.match(
      markdownOf(ada, [turn({ answer })]),
      /^> \\\[user name\]: yes\n> \\\[user name\]\[1\] \\\[user name\]\(2\) \[user name\]$/m,
    );
  });
});

describe('The name of an exported file', () => {
  for (const [conversationId, name] of [
    [id, 'userdesk-conversation-7bb301ad.md'],
    ['../a b:c*d', 'userdesk-conversation-abcd.md'],
    ['会話', 'userdesk-conversation.md'],
  ] as const) {
    it(`is made of what is safe in the ID ${conversationId}`, () => {
      assert.equal(shareFileName({ id: conversationId }, 'md', []), name);
    });
  }
});
