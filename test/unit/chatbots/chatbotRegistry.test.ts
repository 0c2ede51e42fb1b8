import assert from 'node:assert/strict';
import { UserdeskError } from '../../../src/api/errors';
import { isSandbox, sandboxOrigin, type Chatbot } from '../../../src/chatbots/chatbot';
import { ChatbotRegistry } from '../../../src/chatbots/chatbotRegistry';
import type { ConfiguredChatbot } from '../../../src/chatbots/configuredChatbots';
import { sandboxChatbots, type SandboxChatbot } from '../../../src/sandbox/chatbots';

const origin = 'https://api.userdesk.io';

class RegistryUnderTest {
  configured: ConfiguredChatbot[] = [];
  defaultChatbotId: string | undefined;
  apiBaseUrl = `${origin}/v1`;
  usedBefore: Chatbot[] = [];
  sandboxRuns = false;
  sandboxChatbots: readonly SandboxChatbot[] = sandboxChatbots;
  /** How often a setting was read; in VS Code each reading has its price. */
  readings = 0;
  readonly registry: ChatbotRegistry;

  constructor() {
    const reading = <T>(value: T): T => {
      this.readings += 1;
      return value;
    };
    const chatbots = () => reading(this.configured);
    const defaultChatbotId = () => reading(this.defaultChatbotId);
    const apiBaseUrl = () => reading(this.apiBaseUrl);
    const isRunning = () => this.sandboxRuns;
    const ofSandbox = () => this.sandboxChatbots;
    const sandbox = {
      get isRunning() {
        return isRunning();
      },
      get chatbots() {
        return ofSandbox();
      },
    };
    this.registry = new ChatbotRegistry(
      {
        get chatbots() {
          return chatbots();
        },
        get defaultChatbotId() {
          return defaultChatbotId();
        },
        get apiBaseUrl() {
          return apiBaseUrl();
        },
      },
      () => Promise.resolve(this.usedBefore),
      sandbox,
    );
  }

  async ids(): Promise<string[]> {
    return (await this.registry.known()).map(({ id }) => id);
  }
}

describe('The known chatbots', () => {
  let settings: RegistryUnderTest;
  beforeEach(() => {
    settings = new RegistryUnderTest();
  });

  it('are none on the first day', async () => {
    assert.deepEqual(await settings.registry.known(), []);
    assert.equal(settings.registry.default, undefined);
  });

  it('are the default, those of the settings, those used before and the sandbox’s', async () => {
    settings.configured = [{ id: 'b', name: 'B' }, { id: 'a' }];
    settings.defaultChatbotId = 'd';
    settings.usedBefore = [
      { origin, id: 'newest' },
      { origin, id: 'oldest' },
    ];
    settings.sandboxRuns = true;
    const sandbox = sandboxChatbots.map(({ id }) => id);
    assert.deepEqual(await settings.ids(), ['d', 'b', 'a', 'newest', 'oldest', ...sandbox]);
  });

  it('begin with the default, marked, also where it stands further down', async () => {
    settings.configured = [{ id: 'a' }, { id: 'b', name: 'B' }];
    settings.defaultChatbotId = 'b';
    assert.deepEqual(await settings.registry.known(), [
      { origin, id: 'b', name: 'B', isDefault: true },
      { origin, id: 'a', isDefault: false },
    ]);
  });

  it('are each named once, with the name from the settings', async () => {
    settings.configured = [{ id: 'a', name: 'A' }];
    settings.usedBefore = [
      { origin, id: 'a', name: 'What it was called then' },
      { origin, id: 'c', name: 'What it was called then' },
      { origin, id: 'c' },
    ];
    assert.deepEqual(await settings.registry.known(), [
      { origin, id: 'a', name: 'A', isDefault: false },
      { origin, id: 'c', isDefault: false },
    ]);
  });

  it('are those of today’s origin alone: others could not be asked', async () => {
    settings.usedBefore = [
      { origin: 'https://eu.example.com', id: 'elsewhere' },
      { origin, id: 'here' },
      { origin: sandboxOrigin, id: 'sandbox-support' },
    ];
    assert.deepEqual(await settings.ids(), ['here', 'sandbox-support']);
    settings.apiBaseUrl = 'https://eu.example.com/v1';
    assert.deepEqual(await settings.ids(), ['elsewhere', 'sandbox-support']);
  });

  it('have the sandbox’s own names, or a person’s', async () => {
    settings.sandboxRuns = true;
    settings.configured = [{ id: 'sandbox-silent', name: 'Mute' }];
    const names = new Map((await settings.registry.known()).map(({ id, name }) => [id, name]));
    assert.equal(names.get('sandbox-silent'), 'Mute');
    assert.equal(names.get('sandbox-support'), sandboxChatbots[0]?.name);
  });

  it('are the scenario’s while the sandbox has one, and not those that it has no more', async () => {
    settings.sandboxRuns = true;
    settings.sandboxChatbots = [{ id: 'sandbox-own', name: 'Own' }];
    settings.usedBefore = [{ origin: sandboxOrigin, id: 'sandbox-support' }];
    assert.deepEqual(await settings.registry.known(), [
      { origin: sandboxOrigin, id: 'sandbox-own', name: 'Own', isDefault: false },
    ]);
    settings.sandboxRuns = false;
    assert.deepEqual(await settings.ids(), ['sandbox-support']);
  });

  it('follow the settings at once', async () => {
    settings.configured = [{ id: 'a' }];
    assert.deepEqual(await settings.ids(), ['a']);
    settings.configured = [];
    settings.defaultChatbotId = 'b';
    assert.deepEqual(await settings.ids(), ['b']);
  });

  it('cost as many readings of the settings after a thousand conversations as after one', async () => {
    settings.configured = [{ id: 'a', name: 'A' }];
    settings.usedBefore = [{ origin, id: 'a' }];
    await settings.registry.known();
    const once = settings.readings;
    settings.readings = 0;
    settings.usedBefore = Array.from({ length: 1000 }, () => ({ origin, id: 'a' }));
    await settings.registry.known();
    assert.equal(settings.readings, once);
  });

  it('cannot be told while the base URL leads nowhere', async () => {
    settings.configured = [{ id: 'a' }];
    settings.apiBaseUrl = 'nonsense';
    await assert.rejects(
      settings.registry.known(),
      (error) => error instanceof UserdeskError && error.code === 'invalidBaseUrl',
    );
  });
});

describe('The chatbot of an ID', () => {
  let settings: RegistryUnderTest;
  beforeEach(() => {
    settings = new RegistryUnderTest();
  });

  it('lives at the origin that is set, without the path', () => {
    settings.configured = [{ id: '123456', name: 'Support bot' }];
    const { registry } = settings;
    assert.deepEqual(registry.chatbot('123456'), { origin, id: '123456', name: 'Support bot' });
    assert.deepEqual(registry.chatbot('other'), { origin, id: 'other' });
    settings.apiBaseUrl = 'http://127.0.0.1:8080/deep/v1/';
    assert.equal(registry.chatbot('123456').origin, 'http://127.0.0.1:8080');
  });

  it('lives in the sandbox if it starts so, whatever the base URL is', () => {
    settings.apiBaseUrl = 'nonsense';
    for (const id of ['sandbox-support', 'sandbox-no-such']) {
      assert.ok(isSandbox(settings.registry.chatbot(id)), id);
    }
  });

  it('is the default’s if it stands in userdesk.defaultChatbot', () => {
    settings.defaultChatbotId = 'sandbox-support';
    const name = sandboxChatbots[0]?.name;
    const expected = { origin: sandboxOrigin, id: 'sandbox-support', name };
    assert.deepEqual(settings.registry.default, expected);
  });
});
