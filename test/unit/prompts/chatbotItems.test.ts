import '../../support/hostModules';
import assert from 'node:assert/strict';
import type { ApiKeyState } from '../../../src/chatbots/apiKeyStore';
import { ownChatbots } from '../../../src/chatbots/sandboxRunner';
import { sandboxOrigin, type Chatbot } from '../../../src/chatbots/chatbot';
import { chatbotItems } from '../../../src/prompts/chatbotSteps';

const origin = 'https://api.userdesk.io';

async function detailOf(chatbot: Chatbot, state: ApiKeyState): Promise<string | undefined> {
  const [item] = await chatbotItems([chatbot], {
    apiKeyState: () => Promise.resolve(state),
    sandbox: ownChatbots,
  });
  return item?.detail;
}

describe('A chatbot to pick from', () => {
  for (const [state, detail] of [
    ['missing', 'No API key yet'],
    ['inMemory', '$(key) API key not stored yet'],
    ['stored', '$(key) API key stored'],
  ] as const) {
    it(`has beside it: ${detail}`, async () => {
      assert.equal(await detailOf({ origin, id: '123456' }, state), detail);
    });
  }

  it('of the sandbox needs no key', async () => {
    const detail = await detailOf({ origin: sandboxOrigin, id: 'sandbox-support' }, 'missing');
    assert.equal(detail, '$(beaker) Sandbox  Greets and answers.');
  });
});
