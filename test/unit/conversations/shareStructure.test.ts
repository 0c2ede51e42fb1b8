import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { chatbotLabel } from '../../../src/chatbots/chatbot';
import type { Conversation } from '../../../src/conversations/conversation';
import { shareAsMarkdown } from '../../../src/conversations/share';
import type { Turn } from '../../../src/conversations/turn';
import { conversation } from './recordUnderTest';
import { anyConversation, anyText, anyTurn, turn, userDetails } from './shareUnderTest';

/** By the letter, and as most people's tools have it; both let HTML through. */
const parsers = {
  CommonMark: new MarkdownIt('commonmark'),
  'Markdown with tables': new MarkdownIt({ html: true, linkify: true }),
};

/** What stands at the top, in order: tags, and the text of code. */
function outline(tokens: Token[]): string[] {
  return tokens
    .filter(({ level, nesting }) => level === 0 && nesting >= 0)
    .map(({ type, tag, content }) => (type === 'fence' ? `fence ${content}` : tag));
}

function expectedOutline({ greeting }: Conversation, turns: readonly Turn[]): string[] {
  const quoted = (text: string) => (text.trim() === '' ? [] : ['blockquote']);
  const remark = ({ answer, state }: Turn) =>
    state === 'done' && answer.trim() !== '' ? [] : ['p'];
  return [
    ...['h1', 'ul'],
    ...(greeting === undefined ? [] : ['h2', ...quoted(greeting)]),
    ...turns.flatMap((each) => [
      ...['h2', `fence ${asParsed(each.message)}\n`],
      ...['h2', ...quoted(each.answer), ...remark(each)],
    ]),
  ];
}

/** What any parser of Markdown makes of text before it reads it. */
function asParsed(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
}

/** The children of the headings and facts, which are ours. */
function ownInlines(tokens: Token[]): Token[] {
  const quotes = tokens.filter(({ type, level }) => level === 0 && /^blockquote/.test(type));
  const isQuoted = (token: Token) =>
    quotes.filter((quote) => tokens.indexOf(quote) < tokens.indexOf(token)).length % 2 === 1;
  return tokens
    .filter((token) => token.type === 'inline' && !isQuoted(token))
    .flatMap(({ children }) => children ?? []);
}

for (const [name, parser] of Object.entries(parsers)) {
  describe(`The structure of a shared conversation, read as ${name}`, () => {
    const shared = fc.tuple(anyConversation, fc.array(anyTurn, { maxLength: 4 }), userDetails);

    it('is ours, whatever the texts in it', () => {
      fc.assert(
        fc.property(shared, ([one, turns, kept]) => {
          const tokens = parser.parse(
            shareAsMarkdown(one, turns, { userDetails: kept, keys: [] }),
            {},
          );
          const masked = kept === 'masked';
          const actual = outline(tokens);
          const expected = expectedOutline(one, turns);
          if (masked) assert.deepEqual(actual.map(tagOnly), expected.map(tagOnly));
          else assert.deepEqual(actual, expected);
        }),
        { numRuns: 300 },
      );
    });

    it('holds no HTML', () => {
      fc.assert(
        fc.property(shared, ([one, turns, kept]) => {
          const tokens = parser.parse(
            shareAsMarkdown(one, turns, { userDetails: kept, keys: [] }),
            {},
          );
          const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
          assert.deepEqual(
            all.filter(({ type }) => type.startsWith('html_')),
            [],
          );
        }),
        { numRuns: 300 },
      );
    });

    it('has names and IDs as plain text', () => {
      fc.assert(
        fc.property(anyConversation, anyText, (one, answer) => {
          const text = shareAsMarkdown(one, [turn({ answer })], { userDetails: 'kept', keys: [] });
          const tokens = parser.parse(text, {});
          const types = new Set(ownInlines(tokens).map(({ type }) => type));
          // An e-mail may be made a link, and our own remark is in italics.
          for (const type of ['code_inline', 'image', 'strong_open', 's_open', 'softbreak']) {
            assert.ok(!types.has(type), type);
          }
          const heading = tokens[1]?.children?.map(({ content }) => content).join('');
          const label = asParsed(chatbotLabel(one.chatbot)).trim().replace(/\s+/g, ' ');
          assert.equal(heading, `Conversation with ${label}`.trim());
        }),
        { numRuns: 300 },
      );
    });

    it('is that of the answer itself below its quote', () => {
      const answer = 'a  \nb\n\n1. one\n   - *two*\n\n| a |\n| - |\n| b |\n\n```js\nx\n\n  y\n```';
      const text = shareAsMarkdown(conversation('1'), [turn({ answer })], {
        userDetails: 'masked',
        keys: [],
      });
      assert.ok(
        parser.render(text).endsWith(`<blockquote>\n${parser.render(answer)}</blockquote>\n`),
      );
    });
  });
}

function tagOnly(block: string): string {
  return block.split(' ')[0]!;
}
