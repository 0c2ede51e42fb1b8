import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkChatbotId, readChatbotId } from '../../../src/api/chatbotId';

const invisible = 'This chatbot ID has a character in it that cannot be seen.';

describe('A chatbot ID', () => {
  for (const [text, id] of [
    ['123456', '123456'],
    ['  123456\n', '123456'],
    ['sandbox-support', 'sandbox-support'],
    ['a?b#c%2f', 'a?b#c%2f'],
    ['...', '...'],
    ['机器人👋', '机器人👋'],
  ] as const) {
    it(`can be ${JSON.stringify(text)}`, () => {
      assert.deepEqual(checkChatbotId(text), { id });
    });
  }

  for (const [text, problem] of [
    ['', 'Enter a chatbot ID.'],
    [' \t', 'Enter a chatbot ID.'],
    ['a b', 'A chatbot ID has no white space in it.'],
    ['a/b', 'A chatbot ID has no "/" in it.'],
    ['a\u0000b', invisible],
    ['a\u200bb', invisible],
    ['a\u202eb', invisible],
    ['a\ud800', invisible],
    ['.', '"." cannot be a chatbot ID.'],
    ['..', '".." cannot be a chatbot ID.'],
  ] as const) {
    it(`cannot be ${JSON.stringify(text)}`, () => {
      assert.deepEqual(checkChatbotId(text), { problem });
    });
  }

  it('once accepted stands in a path as one part of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const checked = checkChatbotId(text);
        if ('problem' in checked) return;
        const url = new URL(`https://host/v1/chatbot/${encodeURIComponent(checked.id)}/message`);
        const [, , , part = '', ...others] = url.pathname.split('/');
        assert.equal(decodeURIComponent(part), checked.id);
        assert.deepEqual(others, ['message']);
        assert.equal(url.search + url.hash, '');
      }),
    );
  });
});

describe('A pasted address', () => {
  const baseUrl = 'https://api.userdesk.io/v1';

  for (const text of [
    'https://api.userdesk.io/v1/chatbot/123456/conversation',
    'https://api.userdesk.io/v1/chatbot/123456/message',
    ' https://api.userdesk.io/v1/chatbot/123456/message/?stream=1 ',
    'HTTPS://API.userdesk.io/v1/chatbot/123456',
    'https://api.userdesk.io/v2/chatbot/123456/',
    'api.userdesk.io/v1/chatbot/123456/conversation',
    '123456',
  ]) {
    it(`${JSON.stringify(text)} names chatbot 123456`, () => {
      assert.deepEqual(readChatbotId(text, baseUrl), { id: '123456' });
    });
  }

  it('is decoded', () => {
    const text = `${baseUrl}/chatbot/a%3Fb%C3%A9/message`;
    assert.deepEqual(readChatbotId(text, baseUrl), { id: 'a?bé' });
  });

  it('of a loopback server is understood where that is the API', () => {
    const loopback = 'http://127.0.0.1:3000';
    assert.deepEqual(readChatbotId(`${loopback}/chatbot/7/message`, loopback), { id: '7' });
    assert.deepEqual(readChatbotId('127.0.0.1:3000/chatbot/7', loopback), { id: '7' });
  });

  it('cannot be compared with a base URL that is none, but an ID can be read', () => {
    const problem = 'The setting userdesk.apiBaseUrl is no address. Enter the ID alone.';
    assert.deepEqual(readChatbotId('https://a/chatbot/7', 'nowhere'), { problem });
    assert.deepEqual(readChatbotId('7', 'nowhere'), { id: '7' });
  });

  const none = 'There is no chatbot ID in this address.';
  for (const [text, problem] of [
    [
      'https://example.com/v1/chatbot/123456/conversation',
      'This address belongs to https://example.com, but the API is at https://api.userdesk.io.',
    ],
    [
      'http://api.userdesk.io/v1/chatbot/123456/conversation',
      'This address belongs to http://api.userdesk.io, but the API is at https://api.userdesk.io.',
    ],
    [
      'vscode://userdesk/chatbot/1',
      'This address belongs to vscode://userdesk, but the API is at https://api.userdesk.io.',
    ],
    ['https://api.userdesk.io/v1', none],
    ['https://api.userdesk.io/v1/chatbot//message', none],
    ['https://api.userdesk.io/v1/chatbot/1/else', none],
    ['https://api.userdesk.io/v1/chatbot/%ff/message', none],
    ['https://api.userdesk.io/v1/chatbot/a%2Fb/message', 'A chatbot ID has no "/" in it.'],
    ['https://', 'This address cannot be read.'],
    [
      'a/chatbot/b',
      'This address belongs to https://a, but the API is at https://api.userdesk.io.',
    ],
    ['a/b', 'A chatbot ID has no "/" in it.'],
  ] as const) {
    it(`${JSON.stringify(text)} names none`, () => {
      assert.deepEqual(readChatbotId(text, baseUrl), { problem });
    });
  }
});
