import { deepEqual, equal, match } from 'node:assert/strict';
import { json } from '../support/replies';
import { chooseFromMenu } from './support/contextMenu';
import { createFromPalette, panelOf } from './support/creationPrompts';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

const view = 'Conversations';

describe('The tree of conversations', () => {
  const { workbench, userdesk } = useUserdesk({
    settings: { 'userdesk.chatbots': [{ id: '123456', name: 'Support bot' }] },
  });

  it('offers to create one while there is none', async () => {
    const { sidebar, quickInput } = workbench();
    await sidebar.open();
    const button = sidebar
      .view(view)
      .getByRole('button', { name: 'Create Conversation', exact: true });
    await button.click();
    await quickInput.waitForPrompt({ title: /^Create Conversation/ });
    await quickInput.cancel();
  });

  it('lists conversations by day, the newest first, with chatbot, user and time', async () => {
    const { sidebar } = workbench();
    const answers = [
      { response: 'First **greeting**', userName: 'Ada Lovelace', apiKey: 'tree-key-7d21' },
      { response: undefined, userName: '' },
    ];
    for (const [index, { response, ...answer }] of answers.entries()) {
      const conversationId = conversationIdOf(index + 1);
      userdesk().reply = json({ success: true, conversationId, response });
      await createFromPalette(workbench(), { chatbotId: '123456', ...answer });
      await panelOf(workbench(), conversationId);
    }
    const rows = await waitFor('two rows', async () => {
      const all = await sidebar.treeRows(view);
      return all.length === 3 && all;
    });
    deepEqual(
      rows.map(({ label, level }) => ({ label, level })),
      [
        { label: 'Today', level: 1 },
        { label: conversationIdOf(2), level: 2 },
        { label: 'First greeting', level: 2 },
      ],
    );
    match(rows[1]?.description ?? '', /^Support bot · Anonymous · \d/);
    match(rows[2]?.description ?? '', /^Support bot · Ada Lovelace · \d/);
  });

  it('copies an ID with its inline action and from its context menu', async () => {
    const { sidebar, page } = workbench();
    const row = sidebar.row(view, 'First greeting');
    await sidebar.pressInline(row, 'Copy Conversation ID');
    await waitFor(
      'the ID',
      async () => (await workbench().readClipboard()) === conversationIdOf(1),
    );
    await chooseFromMenu(page, sidebar.row(view, conversationIdOf(2)), 'Copy Conversation ID');
    await waitFor(
      'the ID',
      async () => (await workbench().readClipboard()) === conversationIdOf(2),
    );
  });

  it('gives the ID of the selected row where no panel is active', async () => {
    const { sidebar } = workbench();
    await sidebar.row(view, 'First greeting').click();
    await panelOf(workbench(), conversationIdOf(1));
    await workbench().runCommand('View: Close All Editors');
    await workbench().runCommand('Userdesk: Copy Conversation ID');
    await waitFor(
      'the ID',
      async () => (await workbench().readClipboard()) === conversationIdOf(1),
    );
  });

  it('gives the ID of the selected row to the key, though a panel of another is open', async () => {
    const { sidebar, page } = workbench();
    for (const [label, count] of [
      ['First greeting', 1],
      [conversationIdOf(2), 2],
    ] as const) {
      await sidebar.row(view, label).click();
      await panelOf(workbench(), conversationIdOf(count));
    }
    await page.locator('.tab').first().click();
    await panelOf(workbench(), conversationIdOf(1));
    await workbench().runCommand('Userdesk: Focus on Conversations View');
    await page.keyboard.press('Shift+Alt+KeyC');
    await waitFor(
      'the ID',
      async () => (await workbench().readClipboard()) === conversationIdOf(2),
    );
  });

  it('gives keys the selected row alone, never the panel beside it or a text that is typed', async () => {
    const { sidebar, page, notifications } = workbench();
    await notifications.dismissAll();
    await workbench().writeClipboard('as it was');
    await sidebar.row(view, 'Today').click();
    for (const key of ['Shift+Alt+KeyC', 'F2', 'Delete']) await page.keyboard.press(key);
    await page.keyboard.press('ArrowRight');
    const row = sidebar.row(view, conversationIdOf(2));
    await row.click();
    // Its tooltip would cover the rows below.
    await page.mouse.move(0, 0);
    await panelOf(workbench(), conversationIdOf(2));
    await workbench().runCommand('Userdesk: Focus on Conversations View');
    await page.keyboard.press('Control+Alt+KeyF');
    const find = sidebar.view(view).locator('.monaco-tree-type-filter').getByRole('textbox');
    await find.fill('greet');
    await find.press('Home');
    await find.press('Delete');
    equal(await find.inputValue(), 'reet');
    await find.press('Escape');
    await workbench().runCommand('Userdesk: Focus on Conversations View');
    equal(await workbench().readClipboard(), 'as it was');
    await page.keyboard.press('Shift+Alt+KeyC');
    await waitFor(
      'the ID',
      async () => (await workbench().readClipboard()) === conversationIdOf(2),
    );
    deepEqual(await notifications.messages(), []);
    equal((await sidebar.treeRows(view)).length, 3);
    equal(await page.locator('.tab').count(), 2);
  });

  it('opens a conversation on a click', async () => {
    const { sidebar, page } = workbench();
    await sidebar.row(view, 'First greeting').click();
    await panelOf(workbench(), conversationIdOf(1));
    equal(await page.locator('.tab').count(), 2);
  });

  it('calls a row as one wishes, with a note and a pin, for the eye, the pointer and the ear', async () => {
    const { sidebar, page, quickInput } = workbench();
    await chooseFromMenu(page, sidebar.row(view, 'First greeting'), 'Rename Conversation…');
    await quickInput.answer({ title: 'Rename Conversation' }, 'Ada’s refund');
    const row = sidebar.row(view, 'Ada’s refund');
    await chooseFromMenu(page, row, 'Edit Note…');
    await quickInput.answer({ title: 'Edit Note' }, 'Call her back');
    await chooseFromMenu(page, row, 'Pin Conversation');
    await sidebar.row(view, 'Pinned').waitFor();
    await waitFor('its name for screen readers', async () =>
      /^Ada’s refund, Support bot, Ada Lovelace, Today \d.*, pinned, note: Call her back$/.test(
        (await row.getAttribute('aria-label')) ?? '',
      ),
    );
    const rows = await sidebar.treeRows(view);
    deepEqual(
      rows.map(({ label }) => label),
      ['Pinned', 'Ada’s refund', 'Today', conversationIdOf(2)],
    );
    match(rows[1]?.description ?? '', /^Support bot · Ada Lovelace · Today \d/);
    match(rows[3]?.description ?? '', /^Support bot · Anonymous · \d/);
    await row.hover();
    const tooltip = page.locator('.workbench-hover').filter({ hasText: 'Call her back' });
    match(await tooltip.innerText(), new RegExp(`^Ada’s refund\\s+.*\\s+${conversationIdOf(1)}`));
  });

  it('deletes the selected row with its key, and gives it back as it was', async () => {
    const { sidebar, page, notifications } = workbench();
    await notifications.dismissAll();
    const row = sidebar.row(view, 'Ada’s refund');
    await row.click();
    await workbench().runCommand('Userdesk: Focus on Conversations View');
    await page.keyboard.press('Delete');
    await row.waitFor({ state: 'detached' });
    await notifications.press('"Ada’s refund" is deleted from the record', 'Undo');
    await row.waitFor();
    match((await row.getAttribute('aria-label')) ?? '', /, pinned, note: Call her back$/);
    const tabs = page.locator('.part.editor .tab');
    await waitFor('its panel', async () => (await tabs.count()) === 2);
    await workbench().runCommand('View: Close All Editors');
    await chooseFromMenu(page, row, 'Delete Conversation');
    await row.waitFor({ state: 'detached' });
    await notifications.press('"Ada’s refund" is deleted from the record', 'Undo');
    await row.waitFor();
    equal(await tabs.count(), 0, 'what was closed');
  });

  it('takes no API key for a note, nor one that is stored no longer', async () => {
    const { sidebar, page, quickInput, dialog, statusBar } = workbench();
    await workbench().runCommand('Userdesk: Delete API Key…');
    await quickInput.waitForPrompt({ title: 'Delete API Key' });
    await quickInput.pick('Support bot');
    await dialog.press('Delete API Key');
    await statusBar.getByText('API key of "Support bot" deleted.').waitFor();
    await chooseFromMenu(page, sidebar.row(view, 'Ada’s refund'), 'Edit Note…');
    await quickInput.waitForPrompt({ title: 'Edit Note' });
    await quickInput.type('tree-key-7d21');
    await quickInput.accept();
    await quickInput.waitForMessage('This is an API key. It does not belong in the record.');
    await quickInput.cancel();
  });

  it('unpins a row from its context menu', async () => {
    const { sidebar, page } = workbench();
    await chooseFromMenu(page, sidebar.row(view, 'Ada’s refund'), 'Unpin Conversation');
    await sidebar.row(view, 'Pinned').waitFor({ state: 'detached' });
  });

  it('is there again after a restart', async () => {
    await workbench().restart();
    const { sidebar } = workbench();
    await sidebar.open();
    await sidebar.row(view, 'Ada’s refund').waitFor();
    equal((await sidebar.treeRows(view)).length, 3);
  });
});
