import type { Locator, Page } from 'playwright-core';
import { becomes, waitFor } from './waitFor';

/** Opens the context menu of whatever is given and chooses from it. */
export async function chooseFromMenu(page: Page, target: Locator, title: string): Promise<void> {
  await target.click({ button: 'right' });
  const item = page.getByRole('menuitem', { name: title });
  // VS Code ignores a click within the first moment of a menu, as one that was meant to open it.
  await waitFor(`the menu with ${title} to close`, async () => {
    await item.click();
    return becomes(item, 'hidden');
  });
}
