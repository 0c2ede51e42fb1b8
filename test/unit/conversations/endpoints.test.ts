import assert from 'node:assert/strict';
import { UserdeskError } from '../../../src/api/errors';
import type { Chatbot } from '../../../src/chatbots/chatbot';
import { SandboxRunner } from '../../../src/chatbots/sandboxRunner';
import { endpointOf } from '../../../src/conversations/endpoints';
import { sandboxChatbots } from '../../../src/sandbox/chatbots';
import { startSandbox } from '../../../src/sandbox/server';
import { failureCodeOf, sandboxSupport } from './creationUnderTest';

const support: Chatbot = { origin: 'https://api.userdesk.io', id: '123456' };

describe('Where a chatbot is asked', () => {
  let apiBaseUrl: string;
  let asked: Chatbot[];
  let apiKeyOf: (chatbot: Chatbot) => Promise<string | undefined>;
  let sandbox: SandboxRunner;
  beforeEach(() => {
    apiBaseUrl = 'https://api.userdesk.io/v1';
    asked = [];
    apiKeyOf = () => Promise.resolve('uk-0123456789');
    sandbox = new SandboxRunner(startSandbox, () => undefined);
  });
  afterEach(() => sandbox.stop());

  const endpoint = (chatbot: Chatbot) => {
    const parts = {
      apiBaseUrl: () => apiBaseUrl,
      apiKeyOf: (whose: Chatbot) => {
        asked.push(whose);
        return apiKeyOf(whose);
      },
      sandbox,
    };
    return endpointOf(parts, chatbot);
  };

  it('is the base URL that is set, with the key of this very chatbot', async () => {
    assert.deepEqual(await endpoint(support), {
      baseUrl: 'https://api.userdesk.io/v1',
      chatbotId: '123456',
      apiKey: 'uk-0123456789',
    });
    assert.deepEqual(asked, [support]);
  });

  it('is read for each request, and may have another path at the same origin', async () => {
    for (const text of ['https://API.userdesk.io:443/v1', ' https://api.userdesk.io/v2/ ']) {
      apiBaseUrl = text;
      assert.match((await endpoint(support)).baseUrl, /^https:\/\/api\.userdesk\.io\/v[12]$/);
    }
  });

  for (const elsewhere of [
    'https://example.com/v1',
    'https://api.userdesk.io.example.com/v1',
    'https://api.userdesk.io:8443/v1',
    'http://127.0.0.1:8080/v1',
  ]) {
    it(`is nowhere, and no key is read, if the base URL has become ${elsewhere}`, async () => {
      apiBaseUrl = elsewhere;
      await assert.rejects(endpoint(support), (error) => {
        assert.ok(error instanceof UserdeskError && error.failure.code === 'chatbotElsewhere');
        assert.equal(error.failure.origin, 'https://api.userdesk.io');
        assert.equal(error.failure.set, new URL(elsewhere).origin);
        return true;
      });
      assert.deepEqual(asked, []);
    });
  }

  it('stays what it was if the setting changes while the key is being read', async () => {
    apiKeyOf = () => {
      apiBaseUrl = 'https://example.com/v1';
      return Promise.resolve('uk-0123456789');
    };
    assert.equal((await endpoint(support)).baseUrl, 'https://api.userdesk.io/v1');
  });

  it('is nowhere without a key', async () => {
    apiKeyOf = () => Promise.resolve(undefined);
    assert.equal(await failureCodeOf(endpoint(support)), 'missingApiKey');
  });

  for (const text of [
    '',
    'nonsense',
    'http://api.userdesk.io/v1',
    'https://a@api.userdesk.io/v1',
  ]) {
    it(`is nowhere, and no key is read, while the base URL is ${JSON.stringify(text)}`, async () => {
      apiBaseUrl = text;
      assert.equal(await failureCodeOf(endpoint(support)), 'invalidBaseUrl');
      assert.deepEqual(asked, []);
    });
  }

  it('is the sandbox for its own chatbots, with keys of its own, whatever is set', async () => {
    apiBaseUrl = 'nonsense';
    for (const { id } of sandboxChatbots) {
      const { baseUrl, chatbotId, apiKey } = await endpoint({ ...sandboxSupport, id });
      assert.equal(baseUrl, sandbox.baseUrl);
      assert.equal(chatbotId, id);
      assert.equal(apiKey, (await sandbox.ensure()).apiKeyOf(id));
    }
    assert.deepEqual(asked, []);
  });

  it('is nowhere for a chatbot that the sandbox does not have', async () => {
    for (const id of ['sandbox-mine', '123456']) {
      const code = await failureCodeOf(endpoint({ ...sandboxSupport, id }));
      assert.equal(code, 'chatbotNotFound', id);
    }
    assert.deepEqual(asked, []);
  });

  it('is nowhere for the sandbox’s chatbots if it cannot be started', async () => {
    sandbox = new SandboxRunner(
      () => Promise.reject(new Error('no port')),
      () => undefined,
    );
    assert.equal(await failureCodeOf(endpoint(sandboxSupport)), 'sandboxUnavailable');
  });

  for (const host of ['127.0.0.1', 'localhost', '127.1', '0x7f.1', 'LOCALHOST']) {
    it(`is never the sandbox for a real key, not even by the name ${host}`, async () => {
      const { port } = await sandbox.ensure();
      apiBaseUrl = `http://${host}:${port}/any/path`;
      const { origin } = new URL(apiBaseUrl);
      assert.equal(await failureCodeOf(endpoint({ origin, id: '123456' })), 'invalidBaseUrl');
      assert.deepEqual(asked, []);
    });
  }

  it('may be another server on loopback, while the sandbox runs', async () => {
    const { port } = await sandbox.ensure();
    apiBaseUrl = `http://localhost:${port === 1024 ? 1025 : port - 1}/v1`;
    const { origin } = new URL(apiBaseUrl);
    assert.equal((await endpoint({ origin, id: '123456' })).baseUrl, apiBaseUrl);
  });
});
