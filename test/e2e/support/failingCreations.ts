import { deepEqual, equal } from 'node:assert/strict';
import type { LoopbackServer, ReceivedRequest, Reply } from '../../support/loopbackServer';
import { panelOf, prompts } from './creationPrompts';
import { LogView } from './logView';
import { SettingsEditor } from './settingsEditor';
import { conversationIdOf, conversations } from './useUserdesk';
import { waitFor } from './waitFor';
import type { Workbench } from './workbench';

export const supportBot = { id: '123456', name: 'Support bot' };
export const salesBot = { id: '777001', name: 'Sales bot' };
export const details = { userName: 'Ada Lovelace', userEmail: 'ada@example.com' };
export const apiKey = 'key-of-the-support-bot-0123456789';

/** Everything that Create Conversation with Default Chatbot needs, but the key. */
export const settings = {
  'userdesk.chatbots': [supportBot, salesBot],
  'userdesk.defaultChatbot': supportBot.id,
  'userdesk.userName': details.userName,
  'userdesk.userEmail': details.userEmail,
};

const command = 'Userdesk: Create Conversation with Default Chatbot';
const progress = 'Creating a conversation with';

/** A Userdesk that can fail, a person who creates conversations, and what they are told. */
export class FailingCreations {
  readonly log: LogView;
  readonly settingsEditor: SettingsEditor;
  readonly #wellReply = conversations();
  #created = 0;

  constructor(
    readonly workbench: Workbench,
    readonly userdesk: LoopbackServer,
  ) {
    this.log = new LogView(workbench);
    this.settingsEditor = new SettingsEditor(workbench);
    this.recover();
  }

  /** What Userdesk got since `fail`. */
  get requests(): readonly ReceivedRequest[] {
    return this.userdesk.requests;
  }

  get lastRequest(): ReceivedRequest | undefined {
    return this.userdesk.requests.at(-1);
  }

  /** As named in sentences: with its port. */
  get host(): string {
    return new URL(this.userdesk.origin).host;
  }

  fail(reply: Reply): void {
    this.userdesk.requests.length = 0;
    this.userdesk.reply = reply;
  }

  recover(): void {
    this.userdesk.reply = this.#wellReply;
  }

  /** Asks for a conversation. With a key, waits to be asked for it; else nobody may ask. */
  async create(options: { apiKey?: string } = {}): Promise<void> {
    await this.workbench.runCommand(command);
    if (options.apiKey) await this.workbench.quickInput.answer(prompts.apiKey, options.apiKey);
  }

  /** Waits for the panel of the next conversation, and closes it. */
  async created(): Promise<void> {
    const { workbench } = this;
    const page = await panelOf(workbench, conversationIdOf(++this.#created));
    // A panel takes the focus when it is ready, and would close the next prompt with that.
    await page.locator('#copy:focus').waitFor();
    const tab = workbench.webviews.activeTab();
    await tab.getByRole('button', { name: /^Close/ }).click();
    await tab.waitFor({ state: 'detached' });
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
}
