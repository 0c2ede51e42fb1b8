import { isSandbox, quoteChatbot, type Chatbot } from '../chatbots/chatbot';
import type { UserDetails } from '../api/client';
import type { ApiKeyStore } from '../chatbots/apiKeyStore';
import type { Settings } from '../chatbots/settings';
import type { Conversation } from '../conversations/conversation';
import type { CreateConversation } from '../conversations/createConversation';
import { askApiKey } from '../prompts/apiKeyStep';
import type { ChatbotPrompts } from '../prompts/chatbotSteps';
import { askConversation, type ConversationDefaults } from '../prompts/conversationSteps';
import type { FailureReporter } from '../support/reportFailure';
import type { LastUser } from '../conversations/lastUser';
import { explainSandboxKeys } from './setApiKey';
import { cancelledSentence } from '../views/conversationTexts';
import { showStatus } from '../support/notifications';
import { withCancellableProgress } from '../support/progress';

export interface Creation {
  chatbot: Chatbot;
  details: UserDetails;
  /** Show the progress, and the panel on success; a failure is shown in any case. */
  reveal: boolean;
}

interface CreationFlowParts {
  create: CreateConversation;
  prompts: ChatbotPrompts;
  keys: Pick<ApiKeyStore, 'has' | 'try'>;
  settings: Pick<Settings, 'userName' | 'userEmail' | 'requestTimeoutMs'>;
  lastUser: LastUser;
  failures: FailureReporter;
  present: (conversation: Conversation) => Promise<void>;
}

/** Creating a conversation from the palette: prompts, progress, result, failure. */
export class CreationFlow {
  constructor(private readonly parts: CreationFlowParts) {}

  /** Asks for everything, starting from what is likely. */
  async askAndRun(chatbot: Chatbot | undefined): Promise<Conversation | undefined> {
    const { settings, lastUser } = this.parts;
    const last = lastUser.get();
    return this.askAndRunFrom({
      ...(chatbot && { chatbot }),
      userName: settings.userName ?? last.userName ?? '',
      userEmail: settings.userEmail ?? last.userEmail ?? '',
    });
  }

  /** Asks who the user is, starting from nobody. */
  askForUserAndRun(chatbot: Chatbot): Promise<Conversation | undefined> {
    return this.askAndRunFrom({ chatbot, isChatbotFixed: true, userName: '', userEmail: '' });
  }

  /** Asks which chatbot to turn to instead, for the same user. */
  askForAnotherChatbotAndRun({
    userName = '',
    userEmail = '',
  }: UserDetails): Promise<Conversation | undefined> {
    return this.askAndRunFrom({ userName, userEmail });
  }

  private async askAndRunFrom(defaults: ConversationDefaults): Promise<Conversation | undefined> {
    const input = await askConversation(this.parts.prompts, defaults);
    if (!input) return undefined;
    const { chatbot, apiKey, userName, userEmail } = input;
    if (apiKey !== undefined) this.parts.keys.try(chatbot, apiKey);
    const details = { userName, userEmail };
    const conversation = await this.createAndShow({ chatbot, details, reveal: true });
    if (conversation) {
      await this.parts.failures.attempt(() => this.parts.lastUser.set(conversation));
    }
    return conversation;
  }

  /**
   * Asks for a missing key and nothing else.
   * @returns `undefined` when cancelled or failed; the failure has been shown.
   */
  async run(creation: Creation): Promise<Conversation | undefined> {
    const { chatbot } = creation;
    if (!isSandbox(chatbot) && !(await this.parts.keys.has(chatbot))) {
      if (!(await this.tryAnotherKey(chatbot))) return undefined;
    }
    return this.createAndShow(creation);
  }

  private async createAndShow(creation: Creation): Promise<Conversation | undefined> {
    const result = await this.createWithProgress(creation).catch((error: unknown) => {
      this.showFailure(error, creation);
      return undefined;
    });
    if (result === 'cancelled') {
      showStatus(cancelledSentence);
      return undefined;
    }
    // It exists, whatever becomes of showing it.
    if (result && creation.reveal) {
      await this.parts.failures.attempt(() => this.parts.present(result));
    }
    return result;
  }

  private createWithProgress(creation: Creation): Promise<Conversation | 'cancelled'> {
    const { chatbot, details, reveal } = creation;
    const timeoutMs = this.parts.settings.requestTimeoutMs;
    if (!reveal) return this.parts.create(chatbot, details, { timeoutMs });
    return withCancellableProgress(
      `Creating a conversation with ${quoteChatbot(chatbot)}…`,
      (signal) => this.parts.create(chatbot, details, { signal, timeoutMs }),
    );
  }

  private showFailure(error: unknown, creation: Creation): void {
    const { chatbot, details } = creation;
    // Who presses a button wants to see what comes of it.
    const again = () => this.run({ ...creation, reveal: true });
    this.parts.failures.show(
      error,
      { chatbot, request: 'conversation' },
      {
        again,
        withAnotherKey: async () => {
          if (await this.tryAnotherKey(chatbot)) await again();
        },
        withAnotherChatbot: () => this.askForAnotherChatbotAndRun(details),
      },
    );
  }

  /** Asks for a key to use from now on; it is stored once Userdesk accepts it. */
  async tryAnotherKey(chatbot: Chatbot): Promise<boolean> {
    if (isSandbox(chatbot)) {
      explainSandboxKeys(chatbot);
      return false;
    }
    const answer = await askApiKey('API Key', chatbot, '');
    if (answer?.kind !== 'answer') return false;
    this.parts.keys.try(chatbot, answer.value);
    return true;
  }
}
