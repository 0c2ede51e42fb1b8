import { parseBaseUrl } from '../api/baseUrl';
import { isSandboxId, sandboxOrigin, type Chatbot } from './chatbot';
import type { ConfiguredChatbot } from './configuredChatbots';
import type { SandboxRunner } from './sandboxRunner';

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
    private readonly sandbox: Pick<SandboxRunner, 'isRunning' | 'chatbots'>,
  ) {}

  /**
   * The default first, then the settings' order, then those used before, newest first.
   * @throws UserdeskError `invalidBaseUrl`
   */
  async known(): Promise<KnownChatbot[]> {
    const usedBefore = await this.usedBefore();
    const { chatbot, configured, defaultId } = this.today();
    const here = [...(defaultId === undefined ? [] : [defaultId]), ...configured].map(chatbot);
    const sandbox = this.sandbox.isRunning ? this.sandbox.chatbots : [];
    const isGone = (id: string) =>
      isSandboxId(id) && this.sandbox.isRunning && sandbox.every((each) => each.id !== id);
    const before = usedBefore.filter(
      ({ origin, id }) => origin === chatbot(id).origin && !isGone(id),
    );
    const ids = new Set([...here, ...before, ...sandbox].map(({ id }) => id));
    return [...ids].map((id) => ({ ...chatbot(id), isDefault: id === defaultId }));
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
    return this.today().chatbot(id);
  }

  /** What a chatbot is called: the person's own word for it, else the sandbox's. */
  names(): (id: string) => string | undefined {
    const configured = this.settings.chatbots.map(({ id, name }) => [id, name] as const);
    const ofSandbox = this.sandbox.chatbots.map(({ id, name }) => [id, name] as const);
    const names = new Map([...ofSandbox, ...configured.filter(([, name]) => name)]);
    return (id) => names.get(id);
  }

  /** The settings, read once for any number of chatbots. */
  private today() {
    const { chatbots, defaultChatbotId, apiBaseUrl } = this.settings;
    const nameOf = this.names();
    const chatbot = (id: string): Chatbot => {
      const origin = isSandboxId(id) ? sandboxOrigin : parseBaseUrl(apiBaseUrl).origin;
      const name = nameOf(id);
      return name === undefined ? { origin, id } : { origin, id, name };
    };
    return { chatbot, configured: chatbots.map(({ id }) => id), defaultId: defaultChatbotId };
  }
}
