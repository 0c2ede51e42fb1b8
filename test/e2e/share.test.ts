import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { json } from '../support/replies';
import { Chat } from './support/chat';
import { chooseFromMenu } from './support/contextMenu';
import { createFromPalette, panelOf } from './support/creationPrompts';
import { answerFileDialog } from './support/fileDialog';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

const apiKey = 'share-key-4b81e7';
const exportConversation = 'Userdesk: Export Conversation…';
const title = 'Export Conversation';
const masked = "Mask the user's name and e-mail";
const kept = "Keep the user's name and e-mail";

describe('Sharing a conversation', () => {
  const { workbench, userdesk } = useUserdesk();
  const first = conversationIdOf(1);
  const exported = (extension: string) =>
    join(workbench().workspaceFolder, `userdesk-conversation-7bb301ad.${extension}`);

  it('copies it as Markdown with user details masked, and says so', async () => {
    const response = 'Hello **Ada**, you are ada@example.com.';
    userdesk().reply = json({ success: true, conversationId: first, response });
    await createFromPalette(workbench(), {
      ...{ chatbotId: '123456', apiKey },
      ...{ userName: 'Ada Lovelace', userEmail: 'ada@example.com' },
    });
    const chat = await Chat.of(workbench(), first);
    userdesk().reply = json({ success: true, response: 'Thank you, **Ada**.' });
    await chat.ask('My name is Ada Lovelace.');
    await workbench().writeClipboard('');
    await workbench().runCommand('Userdesk: Copy Conversation as Markdown');
    const text = await waitFor(
      'the Markdown',
      async () => (await workbench().readClipboard()) || undefined,
    );
    match(text, /^# Conversation with 123456\n/);
    match(text, /^My name is \[user name\]\.$/m);
    match(text, /^> Thank you, \*\*\[user name\]\*\*\.$/m);
    match(text, /^> Hello \*\*\[user name\]\*\*, you are \[user email\]\.$/m);
    ok(!/ada|lovelace/i.test(text), text);
    await workbench().statusBar.getByText('User details are masked.').waitFor();
  });

  it('exports it from its title bar as Markdown, and opens the file', async () => {
    const { page, quickInput, notifications } = workbench();
    await page
      .locator('.editor-actions')
      .getByRole('button', { name: /Export Conversation/ })
      .click();
    await quickInput.waitForPrompt({ title: 'Export Conversation (1/2)' });
    deepEqual(
      (await quickInput.items()).map(({ label }) => label),
      ['Markdown', 'JSON'],
    );
    await quickInput.pick('Markdown');
    await quickInput.waitForPrompt({ title: 'Export Conversation (2/2)' });
    deepEqual(
      (await quickInput.items()).map(({ label }) => label),
      [masked, kept],
    );
    await quickInput.accept();
    await answerFileDialog(workbench(), { title });
    await notifications.waitFor('Conversation exported to userdesk-conversation-7bb301ad.md.');
    match(
      await readFile(exported('md'), 'utf8'),
      /^- User: \\\[user name\\\], \\\[user email\\\]$/m,
    );
    await notifications.press('Conversation exported', 'Open');
    await page.locator('.tab', { hasText: 'userdesk-conversation-7bb301ad.md' }).waitFor();
  });

  it('goes back to the format, and exports JSON with user details from the tree', async () => {
    const { page, sidebar, quickInput, notifications } = workbench();
    await notifications.dismissAll();
    await sidebar.open();
    const row = sidebar.row('Conversations', 'Hello Ada, you are ada@example.com.');
    await chooseFromMenu(page, row, 'Export Conversation…');
    await quickInput.waitForPrompt({ placeholder: 'Format' });
    await quickInput.pick('Markdown');
    await quickInput.waitForPrompt({ placeholder: 'User details' });
    await quickInput.press('Back');
    await quickInput.waitForPrompt({ placeholder: 'Format' });
    await quickInput.pick('JSON');
    await quickInput.waitForPrompt({ placeholder: 'User details' });
    await quickInput.pick(kept);
    await answerFileDialog(workbench(), { title });
    await notifications.waitFor('Conversation exported to userdesk-conversation-7bb301ad.json.');
    const value = JSON.parse(await readFile(exported('json'), 'utf8')) as Record<string, unknown>;
    equal(value['userDetails'], 'kept');
    match(JSON.stringify(value), /"user":\{"name":"Ada Lovelace","email":"ada@example\.com"\}/);
    ok(JSON.stringify(value).includes('"role":"user","text":"My name is Ada Lovelace."'));
    ok(!JSON.stringify(value).includes(apiKey));
  });

  it('asks nothing about the details of a user without any, and writes nothing when cancelled', async () => {
    const second = conversationIdOf(2);
    userdesk().reply = json({ success: true, conversationId: second });
    await createFromPalette(workbench(), { chatbotId: '123456' });
    await panelOf(workbench(), second);
    const { quickInput } = workbench();
    await workbench().runCommand(exportConversation);
    await quickInput.waitForPrompt({ title: /^Export Conversation( \(1\/1\))?$/ });
    await quickInput.cancel();
    equal((await readdir(workbench().workspaceFolder)).length, 2);
  });

  it('says why it could not be exported, asks for another place again, and says that it is there', async () => {
    const { notifications, quickInput } = workbench();
    await notifications.dismissAll();
    await workbench().runCommand(exportConversation);
    await quickInput.waitForPrompt({ placeholder: 'Format' });
    await quickInput.pick('Markdown');
    // Nobody may write there, not even root.
    await answerFileDialog(workbench(), { title, path: '/sys/userdesk.md' });
    const failed = 'The file userdesk.md could not be written';
    match(await notifications.waitFor(failed), /written \((no permission|the disk is read-only)/);
    await notifications.press(failed, 'Try Again');
    await answerFileDialog(workbench(), { title, path: `${exported('md')}.again.md` });
    await notifications.waitFor(/^Conversation exported to .*\.again\.md\.$/);
    match(await readFile(`${exported('md')}.again.md`, 'utf8'), /^- User: Anonymous$/m);
  });
});
