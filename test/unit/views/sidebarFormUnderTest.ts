import '../../support/hostModules';
import type { Chatbot } from '../../../src/chatbots/chatbot';
import { ChatbotRegistry } from '../../../src/chatbots/chatbotRegistry';
import type { ConfiguredChatbot } from '../../../src/chatbots/configuredChatbots';
import type { Conversation } from '../../../src/conversations/conversation';
import type { CreateConversation } from '../../../src/conversations/createConversation';
import { LastUser } from '../../../src/conversations/lastUser';
import type { WayOut } from '../../../src/shared/failureView';
import type { SidebarDraft } from '../../../src/shared/sidebarProtocol';
import type { Log } from '../../../src/support/log';
import { FailureReporter } from '../../../src/support/reportFailure';
import { SidebarForm } from '../../../src/views/sidebarForm';
import { FakeMemento } from '../../support/memento';
import { ApiKeysUnderTest } from '../chatbots/apiKeysUnderTest';
import { conversation } from '../conversations/recordUnderTest';
import { ownChatbots } from '../../../src/chatbots/sandboxRunner';

/** Tells which way out was taken; those that open something of VS Code's end here. */
class RecordingReporter extends FailureReporter {
  readonly followed: WayOut[] = [];

  constructor() {
    super({ error: () => undefined } as unknown as Log);
  }

  override async follow(...[id, retry]: Parameters<FailureReporter['follow']>): Promise<unknown> {
    this.followed.push(id);
    const ofThisForm = !/Setting|Log|Timeout/.test(id);
    return ofThisForm ? super.follow(id, retry) : undefined;
  }
}

/** The form on real chatbots and keys; what Userdesk says is for each test to say. */
export class SidebarFormUnderTest {
  settings = {
    apiBaseUrl: 'https://api.userdesk.io/v1',
    chatbots: [] as ConfiguredChatbot[],
    defaultChatbotId: undefined as string | undefined,
    userName: undefined as string | undefined,
    userEmail: undefined as string | undefined,
    requestTimeoutMs: 30_000,
  };
  readonly keys = new ApiKeysUnderTest();
  readonly notes = new FakeMemento();
  readonly lastUser = new LastUser(this.notes);
  readonly failures = new RecordingReporter();
  readonly calls: Parameters<CreateConversation>[] = [];
  readonly presented: Conversation[] = [];
  readonly askedForKeyOf: Chatbot[] = [];
  /** What the person enters when asked for a key; nothing if they leave. */
  typedKey: string | undefined;
  whileAskedForKey: () => Promise<void> = () => Promise.resolve();
  sandboxRuns = false;
  changes = 0;
  create: CreateConversation = (chatbot) =>
    Promise.resolve(conversation('7bb301ad', { chatbot, userName: 'Ada' }));
  #form: SidebarForm | undefined;

  /** Made when first needed, as settings stand then. */
  get form(): SidebarForm {
    return (this.#form ??= this.#open());
  }

  #open(): SidebarForm {
    const sandbox = { ...ownChatbots, isRunning: this.sandboxRuns };
    const registry = new ChatbotRegistry(this.settings, () => Promise.resolve([]), sandbox);
    return new SidebarForm({
      create: (...call) => {
        this.calls.push(call);
        return this.create(...call);
      },
      prompts: {
        known: () => registry.known(),
        chatbot: (id) => registry.chatbot(id),
        apiKeyState: (chatbot) => this.keys.store.state(chatbot),
        apiBaseUrl: () => this.settings.apiBaseUrl,
        sandbox,
        usersOf: () => Promise.resolve([]),
      },
      keys: this.keys.store,
      settings: this.settings,
      lastUser: this.lastUser,
      failures: this.failures,
      present: (created) => {
        this.presented.push(created);
        return Promise.resolve();
      },
      tryAnotherKey: async (chatbot) => {
        this.askedForKeyOf.push(chatbot);
        await this.whileAskedForKey();
        if (this.typedKey !== undefined) this.keys.store.try(chatbot, this.typedKey);
        return this.typedKey !== undefined;
      },
      onDidChange: () => (this.changes += 1),
    });
  }

  /** Types into fields, as the page tells it: the whole draft each time. */
  async type(fields: Partial<SidebarDraft>): Promise<void> {
    const { draft } = await this.form.snapshot();
    this.form.type({ ...draft, ...fields });
  }
}
