import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { useWorkbench } from './support/useWorkbench';

describe('A fresh installation', () => {
  const workbench = useWorkbench();

  it('offers Create Conversation… in the palette', async () => {
    const { page, quickInput } = workbench();
    await page.keyboard.press('F1');
    await quickInput.type('>Userdesk: Create');
    await quickInput.item('Userdesk: Create Conversation…').waitFor();
    const labels = (await quickInput.items()).map(({ label }) => label);
    ok(labels.includes('Userdesk: Create Conversation with Default Chatbot'), labels.join());
    await quickInput.cancel();
  });

  it('asks for a chatbot first, and Escape sends nothing and says nothing', async () => {
    const { quickInput, notifications } = workbench();
    await workbench().runCommand('Userdesk: Create Conversation…');
    await quickInput.waitForPrompt({ placeholder: 'Chatbot ID' });
    match(await quickInput.title(), /Create Conversation/);
    equal(await quickInput.isMasked(), false);
    await quickInput.cancel();
    deepEqual(await notifications.messages(), []);
  });

  it('has its two views in the sidebar', async () => {
    const { sidebar, webviews } = workbench();
    await sidebar.open();
    await sidebar.view('Conversations').waitFor();
    const form = await webviews.view('New conversation');
    await form.getByRole('button', { name: 'Add chatbot' }).waitFor();
  });
});
