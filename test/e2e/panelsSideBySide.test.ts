import { equal } from 'node:assert/strict';
import { createFromPalette, createdPanelOf, panelOf } from './support/creationPrompts';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';

describe('Panels side by side whose title bars all show their actions', () => {
  const { workbench, userdesk } = useUserdesk({
    settings: { 'workbench.editor.alwaysShowEditorActions': true },
  });
  const left = conversationIdOf(1);
  const right = conversationIdOf(2);

  /** Presses an action in the title bar of the group at the left. */
  async function press(name: RegExp): Promise<void> {
    const group = workbench().page.locator('.editor-group-container').first();
    await group.locator('.editor-actions').getByRole('button', { name }).click();
  }

  before(async () => {
    await createFromPalette(workbench(), { chatbotId: '111', apiKey: 'side-by-side-key' });
    await createdPanelOf(workbench(), left);
    await createFromPalette(workbench(), { chatbotId: '111' });
    await createdPanelOf(workbench(), right);
    await workbench().notifications.dismissAll();
  });

  it('copy without a question while one shows alone', async () => {
    await press(/Copy Conversation ID/);
    await workbench().statusBar.getByText(`Conversation ID ${right} copied.`).waitFor();
  });

  it('ask which conversation is meant: VS Code does not tell', async () => {
    const { quickInput, statusBar } = workbench();
    await workbench().runCommand('View: Move Editor into Right Group');
    await panelOf(workbench(), right);
    await press(/Copy Conversation ID/);
    await quickInput.waitForPrompt({ title: 'Copy Conversation ID', placeholder: 'Conversation' });
    await quickInput.type(left);
    await quickInput.accept();
    await statusBar.getByText(`Conversation ID ${left} copied.`).waitFor();
    equal(await workbench().readClipboard(), left);
  });

  it('ask before a new conversation is created, too', async () => {
    const { quickInput } = workbench();
    await press(/New Conversation/);
    await quickInput.waitForPrompt({ title: 'New Conversation', placeholder: 'Conversation' });
    await quickInput.cancel();
    equal(userdesk().requests.length, 2);
  });

  it('leave the palette to mean the active one', async () => {
    await workbench().runCommand('Userdesk: Copy Conversation ID');
    await workbench().statusBar.getByText(`Conversation ID ${right} copied.`).waitFor();
  });
});
