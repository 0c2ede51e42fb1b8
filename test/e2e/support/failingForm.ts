import { deepEqual, equal } from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { prompts } from './creationPrompts';
import { supportBot } from './failingCreations';
import type { FailingCreations } from './failingCreations';
import { waitFor } from './waitFor';

export const typed = { userName: 'Grace Hopper', userEmail: 'grace@example.com' };

/** The form in the sidebar of somebody whose creations fail. */
export class FailingForm {
  constructor(private readonly creations: FailingCreations) {}

  async open(): Promise<void> {
    await this.creations.workbench.sidebar.open();
  }

  async fill(): Promise<void> {
    const form = await this.#page();
    await form.getByLabel('Chatbot').fill(supportBot.id);
    await form.getByLabel('User name').fill(typed.userName);
    await form.getByLabel('User email').fill(typed.userEmail);
  }

  async submit(): Promise<void> {
    await (await this.#page()).getByRole('button', { name: 'Create conversation' }).click();
  }

  /** Waits for a failure in place; it must read so, offer this, and have left the form alone. */
  async told(sentence: string, buttons: readonly string[]): Promise<void> {
    const form = await this.#page();
    const alert = form.getByRole('alert');
    await alert.waitFor();
    equal(await alert.innerText(), sentence);
    equal(await alert.getByRole('link').count(), 0);
    deepEqual(await form.locator('.failure').getByRole('button').allInnerTexts(), buttons);
    await form.getByRole('button', { name: 'Create conversation' }).waitFor();
    deepEqual(await this.values(), { chatbot: supportBot.id, ...typed });
    deepEqual(await this.creations.workbench.notifications.messages(), []);
  }

  async press(button: string): Promise<void> {
    const failure = (await this.#page()).locator('.failure');
    await failure.getByRole('button', { name: button, exact: true }).click();
  }

  async values(): Promise<{ chatbot: string; userName: string; userEmail: string }> {
    const form = await this.#page();
    return {
      chatbot: await form.getByLabel('Chatbot').inputValue(),
      userName: await form.getByLabel('User name').inputValue(),
      userEmail: await form.getByLabel('User email').inputValue(),
    };
  }

  /** Waits for the panel; nothing of a failure is left then. */
  async created(): Promise<void> {
    await this.creations.created();
    equal(await (await this.#page()).getByRole('alert').count(), 0);
    deepEqual(JSON.parse(this.creations.lastRequest?.body ?? ''), typed);
  }

  /** "Choose another chatbot" empties the field and nothing else, and leads there. */
  async choseNoChatbot(): Promise<void> {
    await waitFor('the chatbot to be chosen', async () => (await this.values()).chatbot === '');
    deepEqual(await this.values(), { chatbot: '', ...typed });
    await (await this.#page()).locator('#chatbotId:focus').waitFor();
    await this.fill();
  }

  async answerKey(apiKey: string): Promise<void> {
    const { quickInput } = this.creations.workbench;
    await quickInput.waitForPrompt(prompts.apiKey);
    equal(await quickInput.isMasked(), true);
    await quickInput.answer(prompts.apiKey, apiKey);
  }

  async #page(): Promise<Frame> {
    return this.creations.workbench.webviews.view('New conversation');
  }
}
