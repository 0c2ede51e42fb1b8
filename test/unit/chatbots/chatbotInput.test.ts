import assert from 'node:assert/strict';
import { chatbotIdProblem } from '../../../src/chatbots/chatbotInput';
import { sandboxChatbots } from '../../../src/sandbox/chatbots';

const api = 'https://api.userdesk.io/v1';

describe('What a person enters as a chatbot ID', () => {
  for (const text of [
    '123456',
    '  123456\n',
    'a1B2-c3_d4.e5',
    'チャットボット',
    'https://api.userdesk.io/v1/chatbot/123456/conversation',
    'https://api.userdesk.io/v1/chatbot/123456/message',
    'https://api.userdesk.io/v1/chatbot/123456',
    'api.userdesk.io/v1/chatbot/123456/conversation',
    ...sandboxChatbots.map(({ id }) => id),
  ]) {
    it(`is taken: ${JSON.stringify(text)}`, () => {
      assert.equal(chatbotIdProblem(text, api), undefined);
    });
  }

  for (const [text, problem] of [
    ['', /Enter a chatbot ID/],
    [' \t', /Enter a chatbot ID/],
    ['12 34', /white space/],
    ['12/34', /"\/"/],
    ['12\u200b34', /cannot be seen/],
    ['..', /cannot be a chatbot ID/],
    ['https://example.com/v1/chatbot/123456/conversation', /example\.com/],
    ['https://api.userdesk.io/v1/billing', /no chatbot ID/],
    ['sandbox-', /belong to the sandbox/],
    ['sandbox-suport', /belong to the sandbox/],
    ['https://api.userdesk.io/v1/chatbot/sandbox-mine/conversation', /belong to the sandbox/],
  ] as const) {
    it(`is refused in a sentence: ${JSON.stringify(text)}`, () => {
      const said = chatbotIdProblem(text, api);
      assert.match(said ?? '', problem);
      assert.match(said ?? '', /^["A-Z].*\.$/);
    });
  }

  it('is judged, and nothing thrown, while the base URL cannot be used', () => {
    for (const baseUrl of ['', 'nonsense', 'ftp://example.com']) {
      assert.equal(chatbotIdProblem('123456', baseUrl), undefined);
      const address = 'https://api.userdesk.io/v1/chatbot/123456/conversation';
      assert.equal(typeof chatbotIdProblem(address, baseUrl), 'string', baseUrl);
    }
  });
});
