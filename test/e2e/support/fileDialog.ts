import { becomes, waitFor } from './waitFor';
import type { Workbench } from './workbench';

/**
 * Answers the dialog for a file, which is a prompt in a VS Code in the browser: with a path, else
 * with the one that it begins with.
 */
export async function answerFileDialog(
  { quickInput }: Workbench,
  { title, path }: { title: string; path?: string },
): Promise<void> {
  await waitFor(`the dialog ${title}`, async () => {
    if (!(await quickInput.isOpen()) || (await quickInput.title()) !== title) return false;
    // Prompts before it may have the same title, but no folder above.
    return (await quickInput.items()).some(({ label }) => label === '..');
  });
  if (path !== undefined) await quickInput.type(path);
  await waitFor(`the dialog ${title} to close`, async () => {
    // It takes no answer while it looks up the path.
    await quickInput.accept();
    return becomes(quickInput.widget, 'hidden');
  });
}
