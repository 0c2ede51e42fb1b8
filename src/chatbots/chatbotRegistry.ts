import { parseBaseUrl } from '../api/baseUrl';
import { sandboxChatbots } from '../sandbox/chatbots';
import { chatbotKey, isSandboxId, sandboxOrigin, type Chatbot } from './chatbot';
import type { ConfiguredChatbot } from './configuredChatbots';

export interface KnownChatbot extends Chatbot {
  readonly isDefault: boolean;
}

interface RegistrySettings {
  readonly chatbots: ConfiguredChatbot[];
  readonly defaultChatbotId: string | undefined;
  readonly apiBaseUrl: string;
}

/** Which chatbots there are: from the settings, used before, and the sandbox's while it runs. */
export class ChatbotRegistry {
  constructor(
    private readonly settings: RegistrySettings,
    private readonly usedBefore: () => Promise<Chatbot[]>,
    private readonly isSandboxRunning: () => boolean,
  ) {}

  /** The default first, then the settings' order, then those used before, newest first. */
  async known(): Promise<KnownChatbot[]> {
    const defaultId = this.settings.defaultChatbotId;
    const candidates = [
      ...(defaultId === undefined ? [] : [this.chatbot(defaultId)]),
      ...this.settings.chatbots.map(({ id }) => this.chatbot(id)),
      ...(await this.usedBefore()).filter(({ origin, id }) => origin === this.chatbot(id).origin),
      ...(this.isSandboxRunning() ? sandboxChatbots.map(({ id }) => this.chatbot(id)) : []),
    ];
    const known = new Map<string, KnownChatbot>();
    for (const candidate of candidates) {
      const key = chatbotKey(candidate);
      if (known.has(key)) continue;
      const { name } = this.chatbot(candidate.id);
      known.set(key, {
        origin: candidate.origin,
        id: candidate.id,
        ...(name !== undefined && { name }),
        isDefault: candidate.id === defaultId,
      });
    }
    return [...known.values()];
  }

  get default(): Chatbot | undefined {
    const id = this.settings.defaultChatbotId;
    return id === undefined ? undefined : this.chatbot(id);
  }

  /**
   * The chatbot of this ID at the origin that is set today.
   * @throws UserdeskError `invalidBaseUrl`, unless it is one of the sandbox's.
   */
  chatbot(id: string): Chatbot {
    const origin = isSandboxId(id) ? sandboxOrigin : parseBaseUrl(this.settings.apiBaseUrl).origin;
    const name = this.settings.chatbots.find((chatbot) => chatbot.id === id)?.name;
    const fallback = sandboxChatbots.find((chatbot) => chatbot.id === id)?.name;
    const known = name ?? fallback;
    return known === undefined ? { origin, id } : { origin, id, name: known };
  }
}
