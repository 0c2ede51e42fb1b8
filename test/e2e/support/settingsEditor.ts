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
    await this.#dialog.locator('.settings-header .suggest-input-container').click();
    await this.workbench.page.keyboard.type(`@id:${id}`);
    await this.#setting(id).waitFor();
  }

  /** Waits until it is open and has searched, and returns the ID of the setting found first. */
  async firstSetting(): Promise<string | null> {
    const header = this.#dialog.locator('.settings-header', { hasText: /\d+ Settings? Found/ });
    await header.waitFor();
    return this.#dialog.locator('.setting-item-contents').first().getAttribute('data-key');
  }

  /** Types a value and returns when it is on disk; VS Code reads it from there. */
  async type(id: string, value: string | number): Promise<void> {
    const before = this.#written(id);
    await this.#setting(id).locator('input').fill(String(value));
    await waitFor(`${id} to be written`, () => {
      const now = this.#written(id);
      // A default is not written but left out.
      return Promise.resolve(now === value || (now === undefined && before !== undefined));
    });
  }

  /** Chooses one of the values that a setting offers; returns when it is on disk. */
  async choose(id: string, value: string): Promise<void> {
    await this.#setting(id).locator('select').selectOption(value);
    await waitFor(`${id} to be written`, () => Promise.resolve(this.#written(id) === value));
  }

  async close(): Promise<void> {
    if (!(await this.#dialog.isVisible())) return;
    await this.#dialog.getByRole('button', { name: /^Close/ }).click();
    await this.#dialog.waitFor({ state: 'hidden' });
  }

  /** Not known while VS Code is writing. */
  #written(id: string): unknown {
    try {
      return this.workbench.profile.readSettings()[id];
    } catch {
      return 'not known';
    }
  }

  #setting(id: string): Locator {
    return this.#dialog.locator(`.setting-item-contents[data-key="${id}"]`);
  }
}
