import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor';

/** The messages at the lower right, as long as they show by themselves. */
export class Notifications {
  constructor(private readonly page: Page) {}

  /** All that show now. */
  get all(): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item');
  }

  /** The one whose message holds this text. */
  with(text: string | RegExp): Locator {
    const message = this.page.locator('.notification-list-item-message', { hasText: text });
    return this.all.filter({ has: message });
  }

  /** Waits until it shows, and returns its whole message. */
  async waitFor(text: string | RegExp): Promise<string> {
    const message = this.with(text).first().locator('.notification-list-item-message');
    return (await message.innerText()).trim();
  }

  async waitUntilGone(text: string | RegExp): Promise<void> {
    await this.with(text).first().waitFor({ state: 'hidden' });
  }

  /** The messages that show now. */
  async messages(): Promise<string[]> {
    return this.all.locator('.notification-list-item-message').allInnerTexts();
  }

  /** The buttons of a message, in their order. */
  async buttons(text: string | RegExp): Promise<string[]> {
    await this.waitFor(text);
    return this.#buttons(text).allInnerTexts();
  }

  /** Presses a button of a message. */
  async press(text: string | RegExp, button: string): Promise<void> {
    await this.#buttons(text).getByText(button, { exact: true }).click();
  }

  /** Closes whatever can be closed; a progress cannot. */
  async dismissAll(): Promise<void> {
    const close = this.all.locator('.codicon-notifications-clear');
    while ((await close.count()) > 0) {
      const before = await this.all.count();
      // VS Code shows the button only under the pointer.
      await close.first().dispatchEvent('click');
      await waitFor('the notification to close', async () => (await this.all.count()) < before);
    }
  }

  #buttons(text: string | RegExp): Locator {
    return this.with(text)
      .first()
      .locator('.notification-list-item-buttons-container')
      .getByRole('button');
  }
}
