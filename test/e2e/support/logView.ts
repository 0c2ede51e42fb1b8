import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { waitFor } from './waitFor';
import type { Workbench } from './workbench';

/** The "Userdesk" log channel in VS Code's output view, and the file behind it. */
export class LogView {
  readonly #panel: Locator;

  constructor(private readonly workbench: Workbench) {
    this.#panel = workbench.page.locator('.part.panel');
  }

  /** Waits until the channel shows this exchange ("POST https://… → 200") and its duration. */
  async waitForExchange(exchange: string): Promise<void> {
    const channel = this.#panel.getByRole('combobox', { name: 'Switch Output' });
    await waitFor(`the log to show ${exchange}`, async () => {
      if (!(await channel.isVisible()) || (await channel.inputValue()) !== 'Userdesk') return false;
      // Long lines are wrapped between words, and spaces are not plain ones.
      const text = (await this.#panel.locator('.view-lines').innerText()).replace(/\s+/g, ' ');
      const [, ...rests] = text.split(exchange);
      return rests.some((rest) => /^ in \d+ ms/.test(rest));
    });
  }

  async close(): Promise<void> {
    if (!(await this.#panel.isVisible())) return;
    await this.#panel.getByRole('button', { name: /^Hide Panel/ }).click();
    await this.#panel.waitFor({ state: 'hidden' });
  }

  /** The whole log of this VS Code as it is on disk. */
  text(): string {
    const { logFolder } = this.workbench;
    return readdirSync(logFolder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('Userdesk.log'))
      .map((name) => readFileSync(join(logFolder, name), 'utf8'))
      .join('');
  }
}
