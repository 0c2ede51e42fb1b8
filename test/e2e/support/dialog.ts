import type { Locator, Page } from 'playwright-core';

/** The modal question in the middle of the window. */
export class Dialog {
  readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** Waits until it shows, and returns its sentence and what stands below it. */
  async message(): Promise<string> {
    return (await this.box.locator('.dialog-message-container').innerText()).trim();
  }

  async press(button: string): Promise<void> {
    await this.box.getByRole('button', { name: button, exact: true }).click();
    await this.box.waitFor({ state: 'hidden' });
  }
}
