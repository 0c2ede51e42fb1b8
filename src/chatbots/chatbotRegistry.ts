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

  /**
   * The default first, then the settings' order, then those used before, newest first.
   * @throws UserdeskError `invalidBaseUrl`
   */
  async known(): Promise<KnownChatbot[]> {
    const defaultId = this.settings.defaultChatbotId;
    const ids = [
      ...(defaultId === undefined ? [] : [defaultId]),
      ...this.settings.chatbots.map(({ id }) => id),
    ];
    const here = ids.map((id) => this.chatbot(id));
    const before = (await this.usedBefore()).filter(
      ({ origin, id }) => origin === this.chatbot(id).origin,
    );
    const sandbox = this.isSandboxRunning() ? sandboxChatbots : [];
    const all = [...here, ...before, ...sandbox].map(({ id }) => this.chatbot(id));
    const byKey = new Map(all.map((chatbot) => [chatbotKey(chatbot), chatbot]));
    return [...byKey.values()].map((chatbot) => ({
      ...chatbot,
      isDefault: chatbot.id === defaultId,
    }));
  }

  /** @throws UserdeskError `invalidBaseUrl`, unless it is one of the sandbox's. */
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
    const name = this.nameOf(id);
    return name === undefined ? { origin, id } : { origin, id, name };
  }

  /** The person's own name for it, else the sandbox's. */
  nameOf(id: string): string | undefined {
    const named = ({ id: candidate }: { id: string }) => candidate === id;
    return this.settings.chatbots.find(named)?.name ?? sandboxChatbots.find(named)?.name;
  }
}
