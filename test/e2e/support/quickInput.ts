import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor';

/** What tells one prompt from another. */
export interface Prompt {
  readonly placeholder?: string | RegExp;
  /** With the step, as VS Code shows it: "Create Conversation (2/4)". */
  readonly title?: string | RegExp;
}

export interface QuickPickItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** The one widget that is command palette, quick pick and input box. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
  }

  /** Waits for a certain prompt: typing too early would go into the one before. */
  async waitForPrompt(prompt: Prompt): Promise<void> {
    await waitFor(`the prompt ${show(prompt)}`, async () => {
      if (!(await this.isOpen())) return false;
      return (
        matches(await this.placeholder(), prompt.placeholder) &&
        matches(await this.title(), prompt.title)
      );
    });
  }

  /** Answers one prompt of a flow: waits for it, types and accepts. */
  async answer(prompt: Prompt, text: string): Promise<void> {
    await this.waitForPrompt(prompt);
    await this.type(text);
    await this.accept();
  }

  /** Replaces what stands in the box. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Escape, and waits until the prompt is gone. */
  async cancel(): Promise<void> {
    await this.input.press('Escape');
    await this.waitUntilClosed();
  }

  async waitUntilClosed(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Presses a button beside the title or the box: "Back" or the button's tooltip. */
  async press(button: string): Promise<void> {
    await this.button(button).click();
  }

  button(name: string): Locator {
    // VS Code puts the key behind the name: "Back (Alt+LeftArrow)".
    const labelled = `[aria-label="${name}"], [aria-label^="${name} ("]`;
    return this.widget.getByRole('button').and(this.page.locator(labelled));
  }

  async isOpen(): Promise<boolean> {
    return this.widget.isVisible();
  }

  async value(): Promise<string> {
    return this.input.inputValue();
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute('placeholder')) ?? '';
  }

  /** Whether what is typed shows as dots. */
  async isMasked(): Promise<boolean> {
    return (await this.input.getAttribute('type')) === 'password';
  }

  /** With the step behind it; empty if the prompt has no title. */
  async title(): Promise<string> {
    const title = this.widget.locator('.quick-input-title');
    return (await title.isVisible()) ? (await title.innerText()).trim() : '';
  }

  /** What stands below the box: the prompt's own words, or what is wrong with the input. */
  async message(): Promise<string> {
    const message = this.widget.locator('.quick-input-message');
    return (await message.isVisible()) ? (await message.innerText()).trim() : '';
  }

  async waitForMessage(text: string | RegExp): Promise<void> {
    await this.widget.locator('.quick-input-message').filter({ hasText: text }).waitFor();
  }

  /** Whether the message is a complaint. */
  async isInvalid(): Promise<boolean> {
    return (await this.widget.locator('.monaco-inputbox.error').count()) > 0;
  }

  /** The rows of a quick pick, as far as they are in view. */
  async items(): Promise<QuickPickItem[]> {
    return this.page.evaluate<QuickPickItem[]>(readItems);
  }

  /** The row with exactly this label. */
  item(label: string): Locator {
    // Parts of a label have elements of their own, where they match what was typed.
    const whole = new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
    const name = this.page.locator(`${firstLine} .label-name`).filter({ hasText: whole });
    return this.#rows.filter({ has: name });
  }

  async pick(label: string): Promise<void> {
    await this.item(label).click();
  }

  get #rows(): Locator {
    return this.page.locator(rows);
  }
}

const firstLine = '.quick-input-list-row:first-child';

/** Of one to choose, or of several. */
const rows =
  '.quick-input-widget .quick-input-list .monaco-list-row:is([role="option"], [role="checkbox"])';

/** Runs in the page, on all rows at once: VS Code redraws them while it filters. */
const readItems = `[...document.querySelectorAll('${rows}')].map((row) => {
  // Rows are used again, and a part that this one lacks is only hidden.
  const shown = (part) => part?.checkVisibility() ? part.innerText.replace(/\\s+/g, ' ').trim() : '';
  const text = (selector) => shown(row.querySelector(selector));
  return {
    label: text('${firstLine} .label-name'),
    description: text('${firstLine} .label-description'),
    detail: text('.quick-input-list-label-meta .label-name'),
  };
})`;

function matches(actual: string, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? actual === wanted : wanted.test(actual);
}

function show({ placeholder, title }: Prompt): string {
  return [title, placeholder].filter((part) => part !== undefined).join(', ');
}
