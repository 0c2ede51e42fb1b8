import { deepEqual, equal, match } from 'node:assert/strict';
import { createFromPalette, createdPanelOf, prompts } from './support/creationPrompts';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';

const lost = /^The API key for "123456" is gone from VS Code's secret storage\./;

describe('Where VS Code cannot keep secrets', () => {
  const { workbench, userdesk } = useUserdesk({ secrets: 'vanish' });

  it('a key works until VS Code is closed', async () => {
    await createFromPalette(workbench(), { chatbotId: '123456', apiKey: 'vanishing-key' });
    await createdPanelOf(workbench(), conversationIdOf(1));
    await createFromPalette(workbench(), { chatbotId: '123456' });
    await createdPanelOf(workbench(), conversationIdOf(2));
  });

  it('a restart tells that it is gone, what helps, and lets one set it', async () => {
    await workbench().restart();
    const { notifications, quickInput } = workbench();
    match(await notifications.waitFor(lost), /Set it again\. On Linux, a keyring/);
    deepEqual(await notifications.buttons(lost), ['Set API Key']);
    await notifications.press(lost, 'Set API Key');
    await quickInput.waitForPrompt({ ...prompts.apiKey, title: 'Set API Key' });
    await quickInput.cancel();
  });

  it('that is told once, and the next conversation asks for the key again', async () => {
    const { notifications, webviews } = workbench();
    await workbench().reload();
    await webviews.panel('123456');
    await createFromPalette(workbench(), { chatbotId: '123456', apiKey: 'second-key' });
    await createdPanelOf(workbench(), conversationIdOf(3));
    equal(userdesk().requests[2]?.headers.authorization, 'Bearer second-key');
    await notifications.waitUntilGone('Creating a conversation');
    deepEqual(await notifications.messages(), []);
  });
});
