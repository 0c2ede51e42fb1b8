import type * as vscode from 'vscode';
import { chatbotKey, parseChatbotKey, type Chatbot } from './chatbot';

/** `globalState` key of the note that says for which chatbots a key was stored; never the keys. */
const noteKey = 'chatbotsWithStoredKey';

/** Whether a chatbot has a key, and whether it will be there after this window. */
export type ApiKeyState = 'missing' | 'inMemory' | 'stored';

type Secrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete' | 'keys'>;
type Notes = Pick<vscode.Memento, 'get' | 'update'>;

export interface ApiKeyEvents {
  /** Told every key that passes through here, so that logs can leave it out. */
  keySeen(apiKey: string): void;
  /** Told why SecretStorage failed; the key is then held in memory. */
  storageFailed(reason: unknown): void;
  /** Told why the note of stored keys could not be written; no key is lost by that. */
  noteFailed(reason: unknown): void;
  changed(): void;
}

/**
 * One API key per origin and chatbot, in SecretStorage, read for each request since another
 * window may have changed it.
 *
 * A key on trial lives in memory alone until Userdesk accepts it, so that a typo is never
 * stored; so does one that SecretStorage would not take.
 */
export class ApiKeyStore {
  private readonly onTrial = new Map<string, string>();
  /** Not yet, or not at all. */
  private readonly notStored = new Map<string, string>();

  constructor(
    private readonly secrets: Secrets,
    private readonly notes: Notes,
    private readonly events: ApiKeyEvents,
  ) {}

  async get(chatbot: Chatbot): Promise<string | undefined> {
    const name = chatbotKey(chatbot);
    const apiKey = this.onTrial.get(name) ?? this.notStored.get(name) ?? (await this.read(name));
    if (apiKey !== undefined) this.events.keySeen(apiKey);
    return apiKey;
  }

  async has(chatbot: Chatbot): Promise<boolean> {
    return (await this.get(chatbot)) !== undefined;
  }

  async state(chatbot: Chatbot): Promise<ApiKeyState> {
    const name = chatbotKey(chatbot);
    if (this.onTrial.has(name) || this.notStored.has(name)) return 'inMemory';
    return (await this.has(chatbot)) ? 'stored' : 'missing';
  }

  /** Uses this key from now on, in memory; `accept` stores it, `refuse` drops it. */
  try(chatbot: Chatbot, apiKey: string): void {
    this.events.keySeen(apiKey);
    this.onTrial.set(chatbotKey(chatbot), apiKey);
    this.events.changed();
  }

  /** Userdesk gave an answer that it gives to an accepted key alone. */
  async accept(chatbot: Chatbot, apiKey: string): Promise<void> {
    if (this.onTrial.get(chatbotKey(chatbot)) === apiKey) await this.store(chatbot, apiKey);
  }

  /** Userdesk refused this key. A stored one stays: only a person replaces or deletes it. */
  refuse(chatbot: Chatbot, apiKey: string): void {
    const name = chatbotKey(chatbot);
    if (this.onTrial.get(name) !== apiKey) return;
    this.onTrial.delete(name);
    this.events.changed();
  }

  async store(chatbot: Chatbot, apiKey: string): Promise<void> {
    const name = chatbotKey(chatbot);
    this.events.keySeen(apiKey);
    // In use at once, however long the keyring takes: no answer to an earlier key can replace it.
    this.onTrial.delete(name);
    this.notStored.set(name, apiKey);
    try {
      await this.secrets.store(name, apiKey);
      if (this.notStored.get(name) === apiKey) this.notStored.delete(name);
      await this.note((names) => names.add(name));
    } catch (reason) {
      this.events.storageFailed(reason);
    }
    this.events.changed();
  }

  /** @throws whatever SecretStorage throws: a key that is still there must not be called gone. */
  async delete(chatbot: Chatbot): Promise<void> {
    const name = chatbotKey(chatbot);
    this.onTrial.delete(name);
    this.notStored.delete(name);
    await this.secrets.delete(name);
    await this.note((names) => names.delete(name));
    this.events.changed();
  }

  /** Every chatbot that has a key, stored or in memory. */
  async list(): Promise<Chatbot[]> {
    const stored = await this.secrets.keys().then(
      (names) => names,
      () => this.noted(),
    );
    const names = new Set([...stored, ...this.onTrial.keys(), ...this.notStored.keys()]);
    return parseNames(names);
  }

  /** The keys of all chatbots, stored or in memory. One that cannot be read is told and left out. */
  async all(): Promise<string[]> {
    const names = (await this.list()).map(chatbotKey);
    const stored = await Promise.all(names.map((name) => this.read(name)));
    const apiKeys = [...this.onTrial.values(), ...this.notStored.values(), ...stored];
    return apiKeys.filter((apiKey) => apiKey !== undefined);
  }

  /** Chatbots whose stored key is gone though nobody deleted it. Each is told once. */
  async takeLost(): Promise<Chatbot[]> {
    const lost: string[] = [];
    for (const name of this.noted()) {
      const apiKey = await this.secrets.get(name).then(
        (value) => value,
        () => 'unreadable for now, which is not gone',
      );
      if (apiKey === undefined) lost.push(name);
    }
    if (lost.length > 0)
      await this.note((names) => {
        lost.forEach((name) => names.delete(name));
      });
    return parseNames(lost);
  }

  private async read(name: string): Promise<string | undefined> {
    try {
      return await this.secrets.get(name);
    } catch (reason) {
      this.events.storageFailed(reason);
      return undefined;
    }
  }

  private noted(): string[] {
    const noted = this.notes.get<unknown>(noteKey, []);
    return Array.isArray(noted) ? noted.filter((name) => typeof name === 'string') : [];
  }

  /** Only for `takeLost`: that it can't be written is no reason to do without the key. */
  private async note(change: (names: Set<string>) => void): Promise<void> {
    const names = new Set(this.noted());
    change(names);
    await this.notes.update(noteKey, [...names]).then(undefined, (reason: unknown) => {
      this.events.noteFailed(reason);
    });
  }
}

function parseNames(names: Iterable<string>): Chatbot[] {
  return [...names].flatMap((name) => parseChatbotKey(name) ?? []);
}
