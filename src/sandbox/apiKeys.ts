import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SandboxChatbot } from './chatbots';
import { Refusal } from './reply';

/** One key per chatbot, made anew at each start unless it is given, and kept in memory only. */
export class ApiKeys {
  readonly #keys: ReadonlyMap<string, string>;

  /** @param before of the same start: chatbots keep their keys. */
  constructor(chatbots: readonly SandboxChatbot[], before?: ApiKeys) {
    const given = new Set(chatbots.map(({ apiKey }) => apiKey));
    const keptOf = (id: string) => {
      const key = before?.of(id);
      return given.has(key) ? undefined : key;
    };
    this.#keys = new Map(
      chatbots.map(({ id, apiKey }) => [id, apiKey ?? keptOf(id) ?? createKey()]),
    );
  }

  of(chatbotId: string): string | undefined {
    return this.#keys.get(chatbotId);
  }

  /** Whose key it is, for those who must not see the key. */
  whose(authorization: string | undefined): string {
    const key = keyIn(authorization);
    return key === undefined ? 'no key' : `key of ${this.#ownerOf(key) ?? 'nobody'}`;
  }

  /** The text without any of the keys. */
  mask(text: string): string {
    const longestFirst = [...this.#keys.values()].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((masked, key) => masked.replaceAll(key, '…'), text);
  }

  /** Refuses an `Authorization` header that does not open this chatbot. */
  check(authorization: string | undefined, chatbotId: string): void {
    const key = keyIn(authorization);
    if (key === undefined) throw new Refusal(401, 'Missing API Key');
    const owner = this.#ownerOf(key);
    if (owner === undefined) throw new Refusal(401, 'Wrong API Key');
    if (owner !== chatbotId) throw new Refusal(403, 'Access to this chatbot is denied');
  }

  /** Looks at every key, whatever it finds: how long it takes says nothing about any of them. */
  #ownerOf(key: string): string | undefined {
    let owner: string | undefined;
    for (const [chatbotId, own] of this.#keys) {
      if (isSameSecret(own, key)) owner = chatbotId;
    }
    return owner;
  }
}

function keyIn(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S.*)$/i.exec(authorization ?? '')?.[1];
}

/** Says what it is, so that nobody takes it for a key of the hosted service. */
function createKey(): string {
  return `userdesk-sandbox-${randomBytes(24).toString('base64url')}`;
}

/** However much of it is right, it takes as long. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

/** Equal lengths, which `timingSafeEqual` needs. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
