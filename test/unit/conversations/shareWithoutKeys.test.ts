import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  shareAsJson,
  shareAsMarkdown,
  shareFileName,
  type ShareOptions,
} from '../../../src/conversations/share';
import { conversation } from './recordUnderTest';
import { ada, turn, userDetails } from './shareUnderTest';

const shares = { Markdown: shareAsMarkdown, JSON: shareAsJson };
const apiKey = 'uk-0123456789abcdef';

/** A conversation with a text in each of its places. */
function said(text: string) {
  const chatbot = { origin: `https://${text}`, id: text, name: text };
  const user = { userName: text, userEmail: `${text}@example.com` };
  return {
    conversation: conversation(text, { chatbot, greeting: text, ...user }),
    turns: [turn({ message: text, answer: text })],
  };
}

for (const [name, share] of Object.entries(shares)) {
  describe(`API keys in a conversation as ${name}`, () => {
    const shared = (text: string, options: ShareOptions) => {
      const { conversation: one, turns } = said(text);
      return share(one, turns, options);
    };

    it('are in none of its places', () => {
      for (const kept of ['masked', 'kept'] as const) {
        const text = shared(`a ${apiKey} b`, { userDetails: kept, keys: [apiKey] });
        assert.ok(!text.includes(apiKey), text);
        assert.ok(text.includes('API key'));
      }
    });

    it('are in it in no form that a text may give them', () => {
      const key = 'uk/01_23"45*67.é';
      for (const form of [
        ...[key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key)],
        key.replace(/[_*]/g, '\\$&'),
      ]) {
        const text = shared(`a ${form} b`, { userDetails: 'kept', keys: [key] });
        assert.doesNotMatch(text, /uk.{1,3}01/, form);
      }
    });

    it('are gone as a whole though a user detail is a part of them', () => {
      const key = 'uk-Ada-0123456789';
      const text = share(conversation('1', ada), [turn({ message: key, answer: key })], {
        userDetails: 'masked',
        keys: [key],
      });
      assert.ok(!text.includes('0123456789'), text);
      assert.ok(text.includes('[API key]'));
    });

    it('are words where they are too short to be told from them', () => {
      const options = { userDetails: 'kept', keys: ['hello', '1234567'] } as const;
      assert.equal(
        shared('hello 1234567', options),
        shared('hello 1234567', { ...options, keys: [] }),
      );
    });
  });
}

describe('API keys in a shared conversation', () => {
  it('become no link where they are replaced', () => {
    const answer = `${apiKey}: yes\n${apiKey}[1] ${apiKey}(2)`;
    for (const kept of ['masked', 'kept'] as const) {
      assert.match(
        shareAsMarkdown(conversation('1'), [turn({ answer })], {
          userDetails: kept,
          keys: [apiKey],
        }),
        /^> \\\[API key\]: yes\n> \\\[API key\]\[1\] \\\[API key\]\(2\)$/m,
      );
    }
  });

  it('are no part of the name of its file', () => {
    assert.equal(
      shareFileName({ id: apiKey }, 'md', ['short', apiKey]),
      'userdesk-conversation-APIkey.md',
    );
  });

  it('are in no message, whatever they are and whatever is around them', () => {
    const anyKey = fc
      .string({ minLength: 8, maxLength: 40 })
      .filter((key) => !/\s/.test(key) && !'[API key][user name][user email]'.includes(key));
    fc.assert(
      fc.property(anyKey, fc.string(), fc.string(), userDetails, (key, before, after, kept) => {
        const text = `${before}${key}${after}`;
        const turns = [turn({ message: text, answer: text })];
        const options = { userDetails: kept, keys: [key] };
        const json = JSON.parse(shareAsJson(conversation('1'), turns, options)) as {
          messages: { text: string }[];
        };
        assert.ok(json.messages.every((message) => !message.text.includes(key)));
      }),
    );
  });
});
