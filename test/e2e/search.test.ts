import { match } from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { Chat } from './support/chat';
import { LogView } from './support/logView';
import { createFromPalette } from './support/creationPrompts';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';

describe('A search that fails', () => {
  const workbench = useWorkbench();

  it('says so where its hits would be, and why in the log', async () => {
    const { quickInput } = workbench();
    await createFromPalette(workbench(), { chatbotId: 'sandbox-support', userName: 'Ada' });
    const { conversationId } = await Chat.created(workbench());
    breakIndex();
    await workbench().runCommand('Userdesk: Open Conversation…');
    await quickInput.waitForPrompt({ title: 'Open Conversation' });
    await quickInput.type('help');
    await waitFor('the failure', async () => {
      const [item, ...others] = await quickInput.items();
      return item?.label === 'The record could not be searched' && others.length === 0;
    });
    match(new LogView(workbench()).text(), /A search in the record failed\n.*no such table/);
    await quickInput.accept();
    await quickInput.type('');
    await waitFor('the newest', async () => (await quickInput.items())[0]?.detail.includes('Ada'));
    await quickInput.accept();
    await quickInput.waitUntilClosed();
    await Chat.of(workbench(), conversationId);
  });

  function breakIndex(): void {
    const database = new DatabaseSync(workbench().recordFile);
    database.exec('DROP TABLE turn_words');
    database.close();
  }
});
