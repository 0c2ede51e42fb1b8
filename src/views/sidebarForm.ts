import { readChatbotId } from '../api/chatbotId';
import type { ApiKeyStore } from '../chatbots/apiKeyStore';
import { chatbotName, isSameChatbot, isSandbox, type Chatbot } from '../chatbots/chatbot';
import { chatbotIdProblem } from '../chatbots/chatbotInput';
import type { Settings } from '../chatbots/settings';
import type { Conversation } from '../conversations/conversation';
import type { CreateConversation } from '../conversations/createConversation';
import type { LastUser } from '../conversations/lastUser';
import { userEmailProblem } from '../conversations/userDetails';
import type { ChatbotPrompts } from '../prompts/chatbotSteps';
import type { FailureView, WayOut } from '../shared/failureView';
import type { SidebarDraft, SidebarState } from '../shared/sidebarProtocol';
import { toFailureView } from '../support/describeFailure';
import type { FailureReporter, Retry } from '../support/reportFailure';
import { cancelledSentence } from './conversationTexts';

export interface SidebarFormParts {
  create: CreateConversation;
  prompts: ChatbotPrompts;
  keys: Pick<ApiKeyStore, 'state'>;
  settings: Pick<Settings, 'userName' | 'userEmail' | 'requestTimeoutMs' | 'defaultChatbotId'>;
  lastUser: LastUser;
  failures: FailureReporter;
  present: (conversation: Conversation) => Promise<void>;
  /** Asks for a key to use from now on. @returns false when cancelled. */
  tryAnotherKey: (chatbot: Chatbot) => Promise<boolean>;
  onDidChange: () => void;
}

type UserFields = Omit<SidebarDraft, 'chatbotId'>;

/** The form of the sidebar without its page: what was typed, what became of it. */
export class SidebarForm {
  private draft: SidebarDraft;
  private draftRevision = 0;
  private lastDefault: string | undefined;
  /** What the fields of the user start from: those that still hold it follow when it changes. */
  private prefilled: UserFields;
  private abort: AbortController | undefined;
  private fieldErrors: SidebarState['fieldErrors'] = {};
  private failure: FailureView | undefined;
  private notice: string | undefined;

  constructor(private readonly parts: SidebarFormParts) {
    this.lastDefault = parts.settings.defaultChatbotId;
    this.prefilled = this.likelyUser();
    this.draft = { chatbotId: this.lastDefault ?? '', ...this.prefilled };
  }

  async snapshot(): Promise<SidebarState> {
    const apiKey = await this.apiKeyState();
    // Set meanwhile, here or in another window.
    const hasKey = apiKey === 'stored' || apiKey === 'inMemory';
    if (hasKey && this.failure?.waysOut.some(({ id }) => id === 'setApiKey')) {
      this.failure = undefined;
    }
    let failure = this.failure;
    const known = await this.parts.prompts.known().catch((error: unknown) => {
      const subject = { chatbot: { id: this.draft.chatbotId }, request: 'conversation' } as const;
      failure ??= toFailureView(this.parts.failures.inWords(error, subject));
      return undefined;
    });
    const chatbots = (known ?? []).map((chatbot) => ({
      ...named(chatbot),
      isDefault: chatbot.isDefault,
      isSandbox: isSandbox(chatbot),
    }));
    return {
      chatbots,
      firstRun: known?.length === 0,
      draft: this.draft,
      draftRevision: this.draftRevision,
      apiKey,
      creating: this.abort !== undefined,
      fieldErrors: this.fieldErrors,
      ...(this.notice !== undefined && { notice: this.notice }),
      ...(failure && { failure }),
    };
  }

  /** The draft's chatbot, if its ID can be one. */
  get chatbot(): Chatbot | undefined {
    const { prompts } = this.parts;
    if (chatbotIdProblem(this.draft.chatbotId, prompts.apiBaseUrl(), prompts.sandbox) !== undefined)
      return undefined;
    const read = readChatbotId(this.draft.chatbotId, prompts.apiBaseUrl());
    return 'problem' in read ? undefined : prompts.chatbot(read.id);
  }

  type(draft: SidebarDraft): void {
    // What failed with one chatbot says nothing of another, and its buttons are for that one.
    if (draft.chatbotId !== this.draft.chatbotId) this.failure = undefined;
    this.draft = draft;
    // What was called wrong is looked at again with each keystroke.
    if (Object.keys(this.fieldErrors).length > 0) this.fieldErrors = this.problems();
    this.parts.onDidChange();
  }

  /** Chooses a chatbot in the person's stead. */
  choose(chatbotId: string): void {
    this.draft = { ...this.draft, chatbotId };
    this.draftRevision += 1;
    this.clearOutcome();
    this.parts.onDidChange();
  }

  /**
   * Something changed. A chatbot not chosen yet follows the default, if that is what changed; a
   * field of the user that nobody has changed follows what it starts from.
   */
  followSettings(): void {
    const { defaultChatbotId } = this.parts.settings;
    const isNew = defaultChatbotId !== this.lastDefault;
    this.lastDefault = defaultChatbotId;
    const { prefilled, draft } = this;
    const user = (this.prefilled = this.likelyUser());
    const follow = (field: keyof UserFields) =>
      draft[field] === prefilled[field] ? user[field] : draft[field];
    const followed = { userName: follow('userName'), userEmail: follow('userEmail') };
    if (followed.userName !== draft.userName || followed.userEmail !== draft.userEmail) {
      this.draftRevision += 1;
      this.type({ ...draft, ...followed });
    }
    if (isNew && draft.chatbotId === '' && defaultChatbotId) this.choose(defaultChatbotId);
    else this.parts.onDidChange();
  }

  private likelyUser(): UserFields {
    const { settings, lastUser } = this.parts;
    const last = lastUser.get();
    return {
      userName: settings.userName ?? last.userName ?? '',
      userEmail: settings.userEmail ?? last.userEmail ?? '',
    };
  }

  async submit(): Promise<void> {
    if (this.abort) return;
    this.clearOutcome();
    this.fieldErrors = this.problems();
    if (Object.keys(this.fieldErrors).length > 0) {
      this.parts.onDidChange();
      return;
    }
    const abort = new AbortController();
    this.abort = abort;
    this.parts.onDidChange();
    const created = await this.create(abort.signal).finally(() => {
      this.abort = undefined;
      this.parts.onDidChange();
    });
    if (!created) return;
    const { failures, present, lastUser } = this.parts;
    await failures.attempt(() => present(created));
    await failures.attempt(() => lastUser.set(created));
  }

  cancel(): void {
    this.abort?.abort();
  }

  async follow(id: WayOut): Promise<void> {
    const retry: Retry = {
      again: () => this.submit(),
      withAnotherChatbot: () => {
        this.choose('');
        return Promise.resolve();
      },
      withAnotherKey: async () => {
        const asked = this.chatbot;
        if (!asked || !(await this.parts.tryAnotherKey(asked))) return;
        // Another may have been chosen while the prompt was open.
        if (this.isChosen(asked)) await this.submit();
      },
    };
    await this.parts.failures.follow(id, retry);
  }

  private isChosen(chatbot: Chatbot): boolean {
    const chosen = this.chatbot;
    return chosen !== undefined && isSameChatbot(chosen, chatbot);
  }

  private async create(signal: AbortSignal): Promise<Conversation | undefined> {
    const { chatbotId, ...details } = this.draft;
    const timeoutMs = this.parts.settings.requestTimeoutMs;
    let subject: Pick<Chatbot, 'id' | 'name'> = { id: chatbotId };
    try {
      const { chatbot } = this;
      if (!chatbot) return undefined;
      subject = chatbot;
      const result = await this.parts.create(chatbot, details, { signal, timeoutMs });
      if (result !== 'cancelled') return result;
      this.notice = cancelledSentence;
    } catch (error) {
      this.failure = this.describe(error, subject);
    }
    return undefined;
  }

  private describe(error: unknown, chatbot: { id: string; name?: string }): FailureView {
    return toFailureView(this.parts.failures.describe(error, { chatbot, request: 'conversation' }));
  }

  private problems(): SidebarState['fieldErrors'] {
    const chatbotId = chatbotIdProblem(
      this.draft.chatbotId,
      this.parts.prompts.apiBaseUrl(),
      this.parts.prompts.sandbox,
    );
    const userEmail = userEmailProblem(this.draft.userEmail);
    return { ...(chatbotId !== undefined && { chatbotId }), ...(userEmail && { userEmail }) };
  }

  private clearOutcome(): void {
    this.fieldErrors = {};
    this.failure = undefined;
    this.notice = undefined;
  }

  private async apiKeyState(): Promise<SidebarState['apiKey']> {
    let chatbot: Chatbot | undefined;
    try {
      ({ chatbot } = this);
    } catch {
      // The base URL cannot be used; the form says so elsewhere.
    }
    if (!chatbot) return 'unknown';
    if (isSandbox(chatbot)) return 'sandbox';
    return this.parts.keys.state(chatbot);
  }
}

function named(chatbot: Chatbot): Pick<Chatbot, 'id' | 'name'> {
  const name = chatbotName(chatbot);
  return { id: chatbot.id, ...(name !== undefined && { name }) };
}
