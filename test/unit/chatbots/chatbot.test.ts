import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chatbotKey,
  chatbotLabel,
  isSameChatbot,
  isSandbox,
  isSandboxId,
  parseChatbotKey,
  quoteChatbot,
} from '../../../src/chatbots/chatbot';
import { sandboxChatbots } from '../../../src/sandbox/chatbots';

const origin = 'https://api.userdesk.io';
const chatbot = fc.record(
  { origin: fc.string({ unit: 'binary' }), id: fc.string() },
  { noNullPrototype: true },
);

describe('A chatbot', () => {
  it('is called by its name, or by its ID where it has none', () => {
    assert.equal(chatbotLabel({ id: '123456', name: 'Support bot' }), 'Support bot');
    assert.equal(chatbotLabel({ id: '123456' }), '123456');
    assert.equal(chatbotLabel({ id: '123456', name: '\u202etoB\n\0' }), 'toB');
    assert.equal(chatbotLabel({ id: '123456', name: '\u202e\u200b' }), '123456');
  });

  it('stands in a sentence with its name in quotes', () => {
    assert.equal(quoteChatbot({ id: '123456', name: 'Support bot' }), '"Support bot"');
  });

  it('is the same only with the same ID at the same origin, whatever it is called', () => {
    const support = { origin, id: '123456', name: 'Support bot' };
    const renamed = { ...support, name: 'Helper' };
    assert.ok(isSameChatbot(support, renamed));
    assert.ok(!isSameChatbot(support, { origin, id: '1234567' }));
    assert.ok(!isSameChatbot(support, { origin: 'http://127.0.0.1:1', id: '123456' }));
  });

  it('is of the sandbox by its origin, and its ID says so too', () => {
    assert.ok(isSandbox({ origin: 'sandbox:' }));
    assert.ok(!isSandbox({ origin }));
    for (const { id } of sandboxChatbots) assert.ok(isSandboxId(id), id);
    for (const id of ['sandbox', 'Sandbox-support', 'my-sandbox-support', '123456']) {
      assert.ok(!isSandboxId(id), id);
    }
  });
});

describe('The name under which things about a chatbot are kept', () => {
  it('can be read back, whatever origin and ID are made of', () => {
    fc.assert(
      fc.property(chatbot, (given) => {
        assert.deepEqual(parseChatbotKey(chatbotKey(given)), given);
      }),
    );
  });

  it('is shared by no two chatbots', () => {
    fc.assert(
      fc.property(chatbot, chatbot, (one, other) => {
        assert.equal(chatbotKey(one) === chatbotKey(other), isSameChatbot(one, other));
      }),
    );
    assert.notEqual(
      chatbotKey({ origin: 'https://a', id: '","b' }),
      chatbotKey({ origin: 'https://a","', id: 'b' }),
    );
  });

  it('does not depend on what the chatbot is called', () => {
    const named = { origin, id: '123456', name: 'Support bot' };
    assert.equal(chatbotKey(named), chatbotKey({ origin, id: '123456' }));
  });

  it('is not seen in anything else', () => {
    for (const text of [
      '',
      'apiKey',
      '{}',
      'null',
      '[]',
      '["https://a"]',
      '[1, "2"]',
      '["a", 2]',
    ]) {
      assert.equal(parseChatbotKey(text), undefined, text);
    }
  });
});
