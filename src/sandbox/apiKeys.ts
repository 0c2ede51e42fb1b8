import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SandboxChatbot } from './chatbots';
import { Refusal } from './reply';

/** One key per chatbot, made anew at each start unless it is given, and kept in memory only. */
export class ApiKeys {
  readonly #keys: ReadonlyMap<string, string>;

  constructor(chatbots: readonly SandboxChatbot[]) {
    this.#keys = new Map(chatbots.map(({ id, apiKey }) => [id, apiKey ?? createKey()]));
  }

  of(chatbotId: string): string | undefined {
    return this.#keys.get(chatbotId);
  }

  /** Refuses an `Authorization` header that does not open this chatbot. */
  check(authorization: string | undefined, chatbotId: string): void {
    const key = /^Bearer +(\S.*)$/i.exec(authorization ?? '')?.[1];
    if (key === undefined) throw new Refusal(401, 'Missing API Key');
    const owner = this.#ownerOf(key);
    if (owner === undefined) throw new Refusal(401, 'Wrong API Key');
    if (owner !== chatbotId) throw new Refusal(403, 'Access to this chatbot is denied');
  }

  /** Looks at every key, whatever it finds: how long it takes says nothing about any of them. */
  #ownerOf(key: string): string | undefined {
    const wanted = digest(key);
    let owner: string | undefined;
    for (const [chatbotId, own] of this.#keys) {
      if (timingSafeEqual(digest(own), wanted)) owner = chatbotId;
    }
    return owner;
  }
}

/** Says what it is, so that nobody takes it for a key of the hosted service. */
function createKey(): string {
  return `userdesk-sandbox-${randomBytes(24).toString('base64url')}`;
}

/** Equal lengths, which `timingSafeEqual` needs. */
function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
