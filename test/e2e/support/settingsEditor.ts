import type { Locator } from 'playwright-core';
import { waitFor } from './waitFor';
import type { Workbench } from './workbench';

/** VS Code's own settings editor, which stands before everything else while it is open. */
export class SettingsEditor {
  readonly #dialog: Locator;

  constructor(private readonly workbench: Workbench) {
    this.#dialog = workbench.page.getByRole('dialog', { name: 'Settings', exact: true });
  }

  /** Opens it and searches for one setting. */
  async openAt(id: string): Promise<void> {
    await this.workbench.runCommand('Preferences: Open Settings (UI)');
    await this.#search.click();
    await this.workbench.page.keyboard.type(`@id:${id}`);
    await this.#setting(id).waitFor();
  }

  /** Waits until it is open, and returns the ID of the first setting that it shows. */
  async firstSetting(): Promise<string | null> {
    await this.#search.waitFor();
    await waitFor('the search in the settings', async () =>
      /\d+ Settings? Found/.test(await this.#dialog.locator('.settings-header').innerText()),
    );
    return this.#dialog.locator('.setting-item-contents').first().getAttribute('data-key');
  }

  /** Types a value and returns when it is on disk; VS Code reads it from there. */
  async type(id: string, value: string | number): Promise<void> {
    const read = () => this.workbench.profile.readSettings()[id];
    const before = read();
    await this.#setting(id).locator('input').fill(String(value));
    await waitFor(`${id} to be written`, () =>
      // A default is not written but left out.
      Promise.resolve(read() === value || (read() === undefined && before !== undefined)),
    );
  }

  async close(): Promise<void> {
    if (!(await this.#dialog.isVisible())) return;
    await this.#dialog.getByRole('button', { name: /^Close/ }).click();
    await this.#dialog.waitFor({ state: 'hidden' });
  }

  get #search(): Locator {
    return this.#dialog.getByRole('textbox', { name: 'Search settings' });
  }

  #setting(id: string): Locator {
    return this.#dialog.locator(`.setting-item-contents[data-key="${id}"]`);
  }
}
