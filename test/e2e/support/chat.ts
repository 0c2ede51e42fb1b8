import type { Frame, Locator } from 'playwright-core';
import { panelOf } from './creationPrompts';
import { waitFor } from './waitFor';
import type { Workbench } from './workbench';

/** How a turn stands, as its answer or, where nothing came of it, the message itself says. */
type State = 'sending' | 'answering' | 'done' | 'stopped' | 'incomplete' | 'failed';

/**
 * A conversation as one talks in it. Hiding its panel and reloading the window make a new page:
 * ask for the chat again after that.
 */
export class Chat {
  constructor(
    readonly frame: Frame,
    readonly conversationId: string,
  ) {}

  static async of(workbench: Workbench, conversationId: string): Promise<Chat> {
    return new Chat(await panelOf(workbench, conversationId), conversationId);
  }

  /** Once it is a conversation with this chatbot: a page with another is about to go. */
  static async with(workbench: Workbench, chatbot: string, conversationId: string): Promise<Chat> {
    return waitFor(`the conversation with ${chatbot}`, async () => {
      const chat = await Chat.of(workbench, conversationId);
      const heading = chat.frame.getByRole('heading', { name: chatbot });
      return (await heading.isVisible().catch(() => false)) && chat;
    });
  }

  /** Creates one with the default chatbot, whose key is known, and waits for the focus in it. */
  static async create(workbench: Workbench): Promise<Chat> {
    await workbench.runCommand('Userdesk: Create Conversation with Default Chatbot');
    return Chat.created(workbench);
  }

  /** The one that was just created: a panel takes the focus when it is there. */
  static async created(workbench: Workbench, than?: Chat): Promise<Chat> {
    return waitFor('a new conversation', async () => {
      const frame = await workbench.webviews.panel();
      const id = await frame
        .evaluate<string | null>(
          `document.querySelector('#copy:focus') && document.querySelector('.id').textContent`,
        )
        .catch(() => null);
      return id !== null && id !== than?.conversationId && new Chat(frame, id);
    });
  }

  /** Closes the panel in front, and waits until another one or nothing is there. */
  static async closePanel({ webviews, page }: Workbench): Promise<void> {
    const count = await page.locator('.tab').count();
    await webviews
      .activeTab()
      .getByRole('button', { name: /^Close/ })
      .click();
    await waitFor('the tab to close', async () => (await page.locator('.tab').count()) < count);
  }

  /** Opens a conversation from the record. */
  static async open(workbench: Workbench, conversationId: string): Promise<Chat> {
    await workbench.runCommand('Userdesk: Open Conversation…');
    await workbench.quickInput.answer({ placeholder: 'Conversation' }, conversationId);
    return Chat.of(workbench, conversationId);
  }

  get box(): Locator {
    return this.frame.getByRole('textbox', { name: 'Message' });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  get articles(): Locator {
    return this.frame.getByRole('log', { name: 'Messages' }).getByRole('article');
  }

  /** What the chatbot wrote last. */
  get answer(): Locator {
    return this.frame.locator('article.answer').last();
  }

  /** What is wrong with the last turn. */
  get trouble(): Locator {
    return this.articles.last().locator('.trouble');
  }

  /** The sentence of it, and what is offered. */
  async told(): Promise<{ sentence: string; offers: string[] }> {
    return {
      sentence: await this.trouble.locator('p').innerText(),
      offers: await this.trouble.getByRole('button').allInnerTexts(),
    };
  }

  /** What the person wrote. */
  get own(): Locator {
    return this.frame.locator('article.own');
  }

  /** Types a message and sends it; from then on, the last turn is that of the message. */
  async say(message: string): Promise<void> {
    const count = await this.own.count();
    await this.box.fill(message);
    await this.box.press('Enter');
    await this.own.nth(count).waitFor();
  }

  /** Sends a message and waits until the answer to it is complete. */
  async ask(message: string): Promise<string> {
    await this.say(message);
    await this.until('done');
    return this.answer.locator('.content').innerText();
  }

  /** Waits until the last turn has come so far. */
  async until(state: State): Promise<void> {
    await this.frame.locator(`.messages > article:last-child[data-state="${state}"]`).waitFor();
  }

  /** Waits until the last answer shows this. */
  async untilAnswered(text: string | RegExp): Promise<void> {
    await this.answer.locator('.content').filter({ hasText: text }).waitFor();
  }

  /** What has the focus, by its accessible name. */
  async focused(): Promise<string> {
    return this.frame.evaluate<string>(
      `document.activeElement.getAttribute('aria-label') ?? document.activeElement.localName`,
    );
  }
}
