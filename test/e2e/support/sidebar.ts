import type { Locator, Page } from 'playwright-core';
import { becomes, waitFor } from './waitFor';

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** 1 for a row at the top. */
  readonly level: number;
}

/** The activity bar's container "Userdesk" and the trees in it. */
export class Sidebar {
  constructor(private readonly page: Page) {}

  /** Shows the container; a second call leaves it open. */
  async open(): Promise<void> {
    const title = this.page.locator('.part.sidebar .composite.title', { hasText: 'Userdesk' });
    await waitFor('the container Userdesk', async () => {
      // A click on the container that shows already, or is just about to, hides it.
      if (await title.isVisible()) return true;
      await this.page.locator('.activitybar').getByRole('tab', { name: 'Userdesk' }).click();
      return becomes(title, 'visible');
    });
  }

  async close(): Promise<void> {
    const sidebar = this.page.locator('.part.sidebar');
    if (!(await sidebar.isVisible())) return;
    await this.page.keyboard.press('Control+B');
    await sidebar.waitFor({ state: 'hidden' });
  }

  /** A view's whole pane: header, actions and content. */
  view(title: string): Locator {
    // Behind it stands the view's description, if it has one.
    const header = this.page.getByRole('button', { name: new RegExp(`^${title}\\b.* Section$`) });
    return this.page.locator('.part.sidebar .pane', { has: header });
  }

  rows(view: string): Locator {
    return this.view(view).getByRole('treeitem');
  }

  /** The row with exactly this label. */
  row(view: string, label: string): Locator {
    const name = this.page.locator('.label-name').getByText(label, { exact: true });
    return this.rows(view).filter({ has: name });
  }

  async treeRows(view: string): Promise<TreeRow[]> {
    const rows = await this.rows(view).all();
    return Promise.all(
      rows.map(async (row) => ({
        label: (await row.locator('.label-name').allInnerTexts()).join(''),
        description: (await row.locator('.label-description').allInnerTexts()).join(''),
        level: Number(await row.getAttribute('aria-level')),
      })),
    );
  }

  /** Presses an inline action of a row; these show under the pointer only. */
  async pressInline(row: Locator, action: string): Promise<void> {
    await row.hover();
    await row.getByRole('button', { name: action }).click();
  }
}
