import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { chooseFromMenu } from './support/contextMenu';
import { json } from '../support/replies';
import { createFromPalette, panelOf } from './support/creationPrompts';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

const apiKey = 'panel-key-2f6c1d';
const greeting = [
  'Hello **Ada**, read the [help page](https://help.example.com/start) or `ask`.',
  '',
  '- one',
  '- two',
  '',
  '<img src=x onerror="document.title=\'hacked\'"> [run](command:workbench.action.quit)',
  '![picture](https://pictures.example.com/a.png)',
].join('\n');

describe('The panel of a conversation', () => {
  const { workbench, userdesk } = useUserdesk({ settings: { 'userdesk.userName': 'Ada' } });
  const first = conversationIdOf(1);

  it('shows who, when and the whole ID, and a greeting as safe Markdown', async () => {
    userdesk().reply = json({ success: true, conversationId: first, response: greeting });
    await createFromPalette(workbench(), {
      chatbotId: '123456',
      apiKey,
      userName: 'Ada Lovelace',
      userEmail: 'ada@example.com',
    });
    const frame = await panelOf(workbench(), first);
    await frame.getByRole('heading', { level: 1, name: '123456' }).waitFor();
    equal(await frame.getByRole('group', { name: 'Conversation ID' }).innerText(), first);
    match(await frame.locator('header').innerText(), /Ada Lovelace · ada@example\.com/);
    match((await frame.locator('header time').getAttribute('datetime')) ?? '', /^\d{4}-/);

    const log = frame.getByRole('log', { name: 'Messages' });
    equal(await log.getAttribute('aria-live'), 'off');
    equal(await log.locator('strong').innerText(), 'Ada');
    deepEqual(await log.locator('li').allInnerTexts(), ['one', 'two']);
    match(await log.innerText(), /help page \(help\.example\.com\)/);
    match(await log.innerText(), /<img src=x onerror=/);
    equal(await log.locator('img').count(), 0);
    const links = await Promise.all(
      (await log.locator('a').all()).map((link) => link.getAttribute('href')),
    );
    ok(
      links.every((href) => href?.startsWith('https://')),
      links.join(),
    );
  });

  it('keeps a strict content policy', async () => {
    const frame = await panelOf(workbench(), first);
    const policy = await frame.locator('meta[http-equiv]').getAttribute('content');
    match(policy ?? '', /^default-src 'none'; style-src [^;]+; script-src 'nonce-[^']{20,}'; /);
    ok(!policy?.includes('unsafe'), policy ?? '');
    deepEqual(
      workbench().consoleLines.filter((line) => line.includes('Content Security Policy')),
      [],
    );
  });

  it('copies the ID with its button and says so in place', async () => {
    const { notifications } = workbench();
    await notifications.dismissAll();
    await workbench().writeClipboard('');
    const frame = await panelOf(workbench(), first);
    await frame.getByRole('button', { name: 'Copy conversation ID' }).click();
    await frame.getByRole('status').getByText('Copied').waitFor();
    equal(await workbench().readClipboard(), first);
  });

  it('copies the ID from its title bar and from its context menu', async () => {
    const { page } = workbench();
    await workbench().writeClipboard('');
    await page
      .locator('.editor-actions')
      .getByRole('button', { name: /Copy Conversation ID/ })
      .click();
    await waitFor('the ID', async () => (await workbench().readClipboard()) === first);

    await workbench().writeClipboard('');
    const frame = await panelOf(workbench(), first);
    await chooseFromMenu(page, frame.getByRole('log'), 'Copy Conversation ID');
    await waitFor('the ID', async () => (await workbench().readClipboard()) === first);
  });

  it('makes a new conversation from its title bar, for the same user and without a question', async () => {
    const { page, quickInput } = workbench();
    await panelOf(workbench(), first);
    userdesk().reply = json({ success: true, conversationId: conversationIdOf(2) });
    await page
      .locator('.editor-actions')
      .getByRole('button', { name: /^New Conversation$/ })
      .click();
    const frame = await panelOf(workbench(), conversationIdOf(2));
    match(await frame.locator('header').innerText(), /Ada Lovelace · ada@example\.com/);
    equal(await quickInput.isOpen(), false);
    deepEqual(userdesk().requests[1], userdesk().requests[0]);
  });

  it('tells that a chatbot has no welcome message', async () => {
    const frame = await panelOf(workbench(), conversationIdOf(2));
    await frame.getByText('This chatbot has no welcome message.').waitFor();
  });

  it('comes back after a reload', async () => {
    const { webviews, page } = workbench();
    await webviews.activeTab('123456').waitFor();
    await workbench().reload();
    await panelOf(workbench(), conversationIdOf(2));
    equal(await page.locator('.tab').count(), 2);
  });

  it('is the only one, though a tab of it still waited to be restored', async () => {
    const { page } = workbench();
    await openAgain(first);
    // VS Code tells of a tab in the background only when somebody looks at it.
    await page.locator('.tab').first().click();
    await waitFor('one tab a conversation', async () => (await page.locator('.tab').count()) === 2);
    await panelOf(workbench(), first);
    await workbench().runCommand('View: Close Editor');
    await panelOf(workbench(), conversationIdOf(2));
    await openAgain(first);
    equal(await page.locator('.tab').count(), 2);
  });

  it('comes back after a restart with what it showed, and nothing is sent', async () => {
    await workbench().restart();
    const frame = await panelOf(workbench(), first);
    equal(await frame.locator('strong').innerText(), 'Ada');
    await workbench().page.locator('.tab').first().click();
    await panelOf(workbench(), conversationIdOf(2));
    equal(userdesk().requests.length, 2);
  });

  it('is revealed, not doubled, when its conversation is opened again', async () => {
    await openAgain(first);
    equal(await workbench().page.locator('.tab').count(), 2);
  });

  async function openAgain(conversationId: string): Promise<void> {
    const { quickInput } = workbench();
    await workbench().runCommand('Userdesk: Open Conversation…');
    await quickInput.waitForPrompt({ placeholder: 'Conversation' });
    await quickInput.type(conversationId);
    await quickInput.accept();
    await panelOf(workbench(), conversationId);
  }
});
