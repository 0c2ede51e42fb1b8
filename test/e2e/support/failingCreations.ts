import { deepEqual, equal } from 'node:assert/strict';
import type { LoopbackServer, ReceivedRequest } from '../../support/loopbackServer';
import { Chat } from './chat';
import { prompts } from './creationPrompts';
import { LogView } from './logView';
import { SettingsEditor } from './settingsEditor';
import { apiBaseUrlOf, conversations } from './useUserdesk';
import { waitFor } from './waitFor';
import type { Workbench } from './workbench';

export const supportBot = { id: '123456', name: 'Support bot' };
export const salesBot = { id: '777001', name: 'Sales bot' };
export const details = { userName: 'Ada Lovelace', userEmail: 'ada@example.com' };
export const apiKey = 'key-of-the-support-bot-0123456789';

const command = 'Userdesk: Create Conversation with Default Chatbot';
const progress = 'Creating a conversation with';

/** A Userdesk that can fail, a person who creates conversations, and what they are told. */
export class FailingCreations {
  readonly log: LogView;
  readonly settingsEditor: SettingsEditor;
  readonly #wellReply = conversations();
  #baseUrl: string;
  #latest: Chat | undefined;

  constructor(
    readonly workbench: Workbench,
    /** Another one if it comes back after it was away. */
    public userdesk: LoopbackServer,
  ) {
    this.log = new LogView(workbench);
    this.settingsEditor = new SettingsEditor(workbench);
    this.#baseUrl = apiBaseUrlOf(userdesk);
    this.recover();
  }

  /** What Userdesk got since `forgetRequests`. */
  get requests(): readonly ReceivedRequest[] {
    return this.userdesk.requests;
  }

  get lastRequest(): ReceivedRequest | undefined {
    return this.userdesk.requests.at(-1);
  }

  /** Where conversations with the default chatbot are created. */
  get url(): string {
    return `${this.#baseUrl}/chatbot/${supportBot.id}/conversation`;
  }

  /** As named in sentences: with its port. */
  get host(): string {
    return new URL(this.url).host;
  }

  forgetRequests(): void {
    this.userdesk.requests.length = 0;
  }

  recover(): void {
    this.userdesk.reply = this.#wellReply;
  }

  /** Asks for a conversation. With a key, waits to be asked for it; else nobody may ask. */
  async create(options: { apiKey?: string } = {}): Promise<void> {
    await this.workbench.runCommand(command);
    if (options.apiKey) await this.workbench.quickInput.answer(prompts.apiKey, options.apiKey);
  }

  /** Waits for the panel of a new conversation, and closes it. */
  async created(): Promise<void> {
    // A panel takes the focus when it is ready, and would close the next prompt with that.
    this.#latest = await Chat.created(this.workbench, this.#latest);
    await Chat.closePanel(this.workbench);
  }

  /** Waits for the failure; it must read so, offer this, and be all that shows. */
  async told(sentence: string, buttons: readonly string[]): Promise<void> {
    const { notifications } = this.workbench;
    const message = await waitFor('a failure to be told', async () =>
      (await notifications.messages()).find((text) => !text.startsWith(progress)),
    );
    equal(message, sentence);
    await notifications.waitUntilGone(progress);
    deepEqual(await notifications.messages(), [sentence]);
    deepEqual(await notifications.buttons(sentence), buttons);
    // VS Code makes links, even ones that run commands, of what looks like Markdown.
    equal(await notifications.all.locator('.notification-list-item-message a').count(), 0);
  }

  async press(button: string): Promise<void> {
    const { notifications } = this.workbench;
    await notifications.press('', button);
    await waitFor('the message to close', async () => (await notifications.all.count()) === 0);
  }

  /** Writes a setting as a person does. */
  async set(id: string, value: string | number): Promise<void> {
    await this.settingsEditor.openAt(id);
    await this.settingsEditor.type(id, value);
    await this.settingsEditor.close();
  }
  /** Has the API elsewhere, with a key of its own for there. */
  async pointTo(baseUrl: string): Promise<void> {
    await this.set('userdesk.apiBaseUrl', baseUrl);
    this.#baseUrl = baseUrl;
    const { quickInput } = this.workbench;
    await this.workbench.runCommand('Userdesk: Set API Key…');
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.pick(supportBot.name);
    await quickInput.answer(prompts.apiKey, apiKey);
    await quickInput.waitUntilClosed();
  }

  /** The API is at Userdesk again. */
  async pointBack(): Promise<void> {
    this.#baseUrl = apiBaseUrlOf(this.userdesk);
    await this.set('userdesk.apiBaseUrl', this.#baseUrl);
  }

  /** After a test that failed: nothing of it may be in the way of the next. */
  async tidy(): Promise<void> {
    const { page, notifications } = this.workbench;
    await page.keyboard.press('Escape');
    await this.settingsEditor.close();
    await this.log.close();
    await notifications.dismissAll();
  }
}
