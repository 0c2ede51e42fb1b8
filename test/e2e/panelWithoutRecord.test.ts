import { equal } from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { createFromPalette, createdPanelOf } from './support/creationPrompts';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';

describe('A panel whose conversation is gone from the record', () => {
  const { workbench } = useUserdesk();
  const id = conversationIdOf(1);

  it('still gives its ID, and says so in place', async () => {
    await createFromPalette(workbench(), { chatbotId: '111', apiKey: 'key-of-the-forgotten' });
    await createdPanelOf(workbench(), id);
    for (const part of ['', '-wal', '-shm']) {
      rmSync(workbench().recordFile + part, { force: true });
    }
    await workbench().reload();
    const frame = await workbench().webviews.panel('111');
    await frame.getByText('This conversation is not in the record').waitFor();
    await workbench().writeClipboard('');
    await frame.getByRole('button', { name: 'Copy conversation ID' }).click();
    await frame.getByRole('status').getByText('Copied').waitFor();
    equal(await workbench().readClipboard(), id);
  });
});
