import { ApiKeyStore } from '../../../src/chatbots/apiKeyStore';
import { chatbotKey, type Chatbot } from '../../../src/chatbots/chatbot';
import { FakeMemento } from '../../support/memento';
import { FakeSecretStorage } from '../../support/secretStorage';

export const support: Chatbot = { origin: 'https://api.userdesk.io', id: '123456' };
export const sales: Chatbot = { origin: 'https://api.userdesk.io', id: '654321' };

/** A window's key store, with all that it says to those around it. */
export class ApiKeysUnderTest {
  readonly seen: string[] = [];
  readonly failures: unknown[] = [];
  changes = 0;
  readonly store: ApiKeyStore;

  constructor(
    readonly secrets = new FakeSecretStorage(),
    readonly notes = new FakeMemento(),
  ) {
    this.store = new ApiKeyStore(secrets, notes, {
      keySeen: (apiKey) => this.seen.push(apiKey),
      storageFailed: (reason) => this.failures.push(reason),
      noteFailed: () => undefined,
      changed: () => (this.changes += 1),
    });
  }

  /** The same person's next window, after this one was closed: memory is gone, the rest is not. */
  nextWindow(): ApiKeysUnderTest {
    return new ApiKeysUnderTest(new FakeSecretStorage(this.secrets.values), this.notes);
  }

  /** What SecretStorage holds for a chatbot. */
  stored(chatbot: Chatbot): string | undefined {
    return this.secrets.values.get(chatbotKey(chatbot));
  }
}
