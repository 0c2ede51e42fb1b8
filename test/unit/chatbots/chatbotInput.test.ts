import assert from 'node:assert/strict';
import { chatbotIdProblem } from '../../../src/chatbots/chatbotInput';
import { sandboxChatbots, type SandboxChatbot } from '../../../src/sandbox/chatbots';

const api = 'https://api.userdesk.io/v1';
const scenario = [{ id: 'sandbox-own', name: 'Of a scenario' }];

function problemOf(
  text: string,
  baseUrl = api,
  chatbots: readonly SandboxChatbot[] = sandboxChatbots,
): string | undefined {
  const canHave = (chatbotId: string) => chatbots.some(({ id }) => id === chatbotId);
  return chatbotIdProblem(text, baseUrl, { canHave });
}

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
      assert.equal(problemOf(text), undefined);
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
      const said = problemOf(text);
      assert.match(said ?? '', problem);
      assert.match(said ?? '', /^["A-Z].*\.$/);
    });
  }

  it('is taken if the sandbox that runs has such a chatbot', () => {
    assert.equal(problemOf('sandbox-own', api, scenario), undefined);
    assert.match(problemOf('sandbox-own') ?? '', /has no such chatbot/);
    assert.match(problemOf('sandbox-support', api, scenario) ?? '', /has no such chatbot/);
  });

  it('is judged, and nothing thrown, while the base URL cannot be used', () => {
    for (const baseUrl of ['', 'nonsense', 'ftp://example.com']) {
      assert.equal(problemOf('123456', baseUrl), undefined);
      const address = 'https://api.userdesk.io/v1/chatbot/123456/conversation';
      assert.equal(typeof problemOf(address, baseUrl), 'string', baseUrl);
    }
  });
});
