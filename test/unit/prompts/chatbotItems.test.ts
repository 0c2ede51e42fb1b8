import '../../support/hostModules';
import assert from 'node:assert/strict';
import type { ApiKeyState } from '../../../src/chatbots/apiKeyStore';
import { ownChatbots } from '../../../src/chatbots/sandboxRunner';
import { sandboxOrigin, type Chatbot } from '../../../src/chatbots/chatbot';
import { chatbotItems } from '../../../src/prompts/chatbotSteps';

const origin = 'https://api.userdesk.io';

async function itemOf(chatbot: Chatbot, state: ApiKeyState) {
  const [item] = await chatbotItems([chatbot], {
    apiKeyState: () => Promise.resolve(state),
    sandbox: ownChatbots,
  });
  return item;
}

describe('A chatbot to pick from', () => {
  for (const [state, detail] of [
    ['missing', 'No API key yet'],
    ['inMemory', '$(key) API key not stored yet'],
    ['stored', '$(key) API key stored'],
  ] as const) {
    it(`has beside it: ${detail}`, async () => {
      assert.equal((await itemOf({ origin, id: '123456' }, state))?.detail, detail);
    });
  }

  it('of the sandbox needs no key', async () => {
    const item = await itemOf({ origin: sandboxOrigin, id: 'sandbox-support' }, 'missing');
    assert.equal(item?.detail, '$(beaker) Sandbox  Greets and answers.');
  });

  it('has a name that makes no icon and turns nothing around', async () => {
    const item = await itemOf({ origin, id: '123456', name: '$(key) \u202eבוט' }, 'stored');
    assert.equal(item?.label, '\u2068\\$(key)  בוט\u2069');
  });
});
