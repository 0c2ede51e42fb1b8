import type { Locator, Page } from 'playwright-core';
import { becomes, waitFor } from './waitFor';

/** Opens the context menu of whatever is given and chooses from it. */
export async function chooseFromMenu(page: Page, target: Locator, title: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: title });
  await waitFor(`the menu with ${title} to close`, async () => {
    // What takes the focus meanwhile, such as a panel that is just opening, closes the menu.
    if (!(await item.isVisible())) await target.click({ button: 'right' });
    const isClicked = await item.click({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    // VS Code ignores a click within the first moment of a menu, as one that was meant to open it.
    return isClicked && becomes(item, 'hidden');
  });
}
