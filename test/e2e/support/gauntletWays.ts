import { equal } from 'node:assert/strict';
import { Chat } from './chat';
import { idIn, type OtherExtension } from './otherExtension';
import { waitFor } from './waitFor';
import type { Workbench } from './workbench';

/** What became of it: "well", or the words that were shown or returned. */
export type Outcome = string;

/** A person, or another extension, and one window. */
export class GauntletWays {
  constructor(
    private readonly workbench: Workbench,
    private readonly other: OtherExtension,
    private readonly chatbotId: string,
    /** How many requests there were so far. */
    private readonly asked: () => number,
  ) {}

  /** The ways to create a conversation. */
  readonly creations = {
    palette: () => this.fromPalette('Userdesk: Create Conversation with Default Chatbot'),
    sidebar: () => this.fromSidebar(),
    'New Conversation': () => this.fromPalette('Userdesk: New Conversation'),
    API: () => this.withApi('createConversation', { chatbotId: this.chatbotId }),
  } as const;

  /** The ways to send a message in a conversation. */
  readonly messages = {
    panel: (conversationId: string, message: string) => this.inPanel(conversationId, message),
    command: (conversationId: string, message: string) =>
      this.withCommand({ chatbotId: this.chatbotId, conversationId, message }),
  } as const;

  async withApi(name: 'createConversation' | 'sendMessage', request: object): Promise<Outcome> {
    const outcome = await this.other.api(name, request);
    return 'value' in outcome ? 'well' : outcome.message;
  }

  /** The ID of one that was created well. */
  async conversation(): Promise<string> {
    return idIn(await this.other.api('createConversation', { chatbotId: this.chatbotId }));
  }

  private async fromPalette(command: string): Promise<Outcome> {
    const before = await this.frontId();
    await this.workbench.runCommand(command);
    return this.toldOr(async () => {
      const id = await this.frontId();
      return id !== undefined && id !== before;
    });
  }

  private async fromSidebar(): Promise<Outcome> {
    const { sidebar, webviews } = this.workbench;
    await sidebar.open();
    const before = await this.frontId();
    const form = await webviews.view('New conversation');
    const create = form.getByRole('button', { name: 'Create conversation' });
    await form.getByLabel('User name').fill('Typed');
    const asked = this.asked();
    await create.click();
    // What it said before goes when it begins, and the button is another one until it has ended.
    await waitFor('the request', () => Promise.resolve(this.asked() > asked));
    await create.waitFor();
    const alert = form.getByRole('alert');
    if ((await alert.count()) === 0) {
      await waitFor(
        'a new conversation',
        async () => ((await this.frontId()) ?? before) !== before,
      );
      return 'well';
    }
    // Nothing that was typed is lost.
    equal(await form.getByLabel('User name').inputValue(), 'Typed');
    return alert.innerText();
  }

  private async inPanel(conversationId: string, message: string): Promise<Outcome> {
    const chat = await Chat.open(this.workbench, conversationId);
    await chat.say(message);
    return waitFor('what becomes of it', async () => {
      const last = chat.frame.locator('.messages > article:last-child');
      const state = await last.getAttribute('data-state');
      if (state === 'done') return 'well';
      if (state !== 'failed' && state !== 'incomplete') return undefined;
      return (await chat.told()).sentence;
    });
  }

  private async withCommand(request: object): Promise<Outcome> {
    const answer = await this.other.command('userdesk.sendMessage', request);
    return this.toldOr(() => Promise.resolve(answer !== undefined && answer !== null));
  }

  /** The notification that tells of a failure, which is dismissed, or that it went well. */
  private async toldOr(isWell: () => Promise<boolean>): Promise<Outcome> {
    const { notifications } = this.workbench;
    const outcome = await waitFor('what becomes of it', async () => {
      const told = (await notifications.messages()).find((text) => !/^(Creating|Make )/.test(text));
      return told ?? ((await isWell()) && 'well');
    });
    await notifications.dismissAll();
    return outcome;
  }

  /** Of the conversation in front. */
  private async frontId(): Promise<string | undefined> {
    const { page, webviews } = this.workbench;
    if ((await page.locator('.tab').count()) === 0) return undefined;
    const frame = await webviews.panel();
    return (
      (await frame
        .locator('.id')
        .innerText({ timeout: 1_000 })
        .catch(() => undefined)) ?? undefined
    );
  }
}
