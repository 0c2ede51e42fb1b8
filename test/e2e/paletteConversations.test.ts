import { deepEqual, equal, match } from 'node:assert/strict';
import { contributes } from '../../package.json';
import { silence } from '../support/replies';
import { createFromPalette, createdPanelOf, panelOf } from './support/creationPrompts';
import { LogView } from './support/logView';
import { conversationIdOf, conversations, useUserdesk } from './support/useUserdesk';

const createDefault = 'Userdesk: Create Conversation with Default Chatbot';
const openConversation = 'Userdesk: Open Conversation…';
const copyId = 'Userdesk: Copy Conversation ID';
const progress = 'Creating a conversation with "Support bot"…';

describe('Conversations from the palette', () => {
  const reply = conversations();
  const { workbench, userdesk } = useUserdesk(
    {
      settings: {
        'userdesk.chatbots': [{ id: '111', name: 'Support bot' }],
        'userdesk.defaultChatbot': '111',
      },
    },
    silence,
  );

  it('are none at first, as the commands about them say', async () => {
    const { notifications } = workbench();
    for (const command of [openConversation, copyId]) {
      await workbench().runCommand(command);
      await notifications.waitFor('There is no conversation yet. Create one first.');
      await notifications.dismissAll();
    }
  });

  it('can be cancelled while they are created: quietly, and for Userdesk too', async () => {
    const { quickInput, notifications, statusBar } = workbench();
    await workbench().runCommand(createDefault);
    await quickInput.answer({ placeholder: 'API key' }, 'key-111');
    await userdesk().until(({ requests }) => requests.length === 1);
    deepEqual(await notifications.buttons(progress), ['Cancel']);
    await notifications.press(progress, 'Cancel');
    await statusBar
      .getByText('Cancelled. Userdesk may still have created the conversation.')
      .waitFor();
    await userdesk().until(({ openConnections }) => openConnections === 0);
    await notifications.waitUntilGone(progress);
    deepEqual(await notifications.messages(), []);
    equal(userdesk().requests.length, 1);
  });

  it('are listed with the newest first, and opened in the panel that there is', async () => {
    const { page, quickInput } = workbench();
    userdesk().reply = reply;
    for (const count of [1, 2, 3]) {
      await workbench().runCommand(createDefault);
      await createdPanelOf(workbench(), conversationIdOf(count));
    }
    await workbench().runCommand(openConversation);
    await quickInput.waitForPrompt({ title: 'Open Conversation', placeholder: 'Conversation' });
    const items = await quickInput.items();
    deepEqual(
      items.map(({ description }) => description),
      [3, 2, 1].map(conversationIdOf),
    );
    for (const { label, detail } of items) {
      equal(label, 'Hello, how can I help you?');
      match(detail, /^Support bot · Anonymous · Today /);
    }
    await quickInput.type(conversationIdOf(1));
    await quickInput.accept();
    await panelOf(workbench(), conversationIdOf(1));
    equal(await page.locator('.part.editor .tab').count(), 3);
  });

  it('give their ID from the active panel without a question', async () => {
    const { statusBar } = workbench();
    await workbench().runCommand(copyId);
    await statusBar.getByText(`Conversation ID ${conversationIdOf(1)} copied.`).waitFor();
    equal(await workbench().readClipboard(), conversationIdOf(1));
  });

  it('give their ID to the keybinding, wherever the focus is in the panel', async () => {
    const { page } = workbench();
    const panel = await panelOf(workbench(), conversationIdOf(1));
    for (const place of [
      panel.getByRole('log', { name: 'Messages' }),
      panel.getByRole('button', { name: 'Copy conversation ID' }),
    ]) {
      await panel.getByText('Copied').waitFor({ state: 'detached' });
      await workbench().writeClipboard('something else');
      await place.focus();
      await page.keyboard.press(keyOf('userdesk.copyConversationId'));
      await panel.getByText('Copied').waitFor();
      equal(await workbench().readClipboard(), conversationIdOf(1));
    }
  });

  it('give their ID after a question where no panel is active', async () => {
    const { quickInput, statusBar } = workbench();
    await workbench().runCommand('View: Close All Editors');
    await workbench().runCommand(copyId);
    await quickInput.waitForPrompt({ title: 'Copy Conversation ID', placeholder: 'Conversation' });
    await quickInput.type(conversationIdOf(2));
    await quickInput.accept();
    await statusBar.getByText(`Conversation ID ${conversationIdOf(2)} copied.`).waitFor();
    equal(await workbench().readClipboard(), conversationIdOf(2));
  });

  it('can be opened after their panel was closed', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand(openConversation);
    await quickInput.waitForPrompt({ placeholder: 'Conversation' });
    await quickInput.type(conversationIdOf(3));
    await quickInput.accept();
    const panel = await panelOf(workbench(), conversationIdOf(3));
    await panel.getByRole('heading', { name: 'Support bot' }).waitFor();
  });

  it('leave a line in the log, which Show Log shows', async () => {
    await workbench().runCommand('Userdesk: Show Log');
    const url = `${userdesk().origin}/v1/chatbot/111/conversation`;
    await new LogView(workbench()).waitForExchange(`POST ${url} → 200`);
  });

  it('can be had of the sandbox, whose two commands show in turn', async () => {
    const { quickInput, notifications, statusBar } = workbench();
    const message =
      /^The sandbox runs at http:\/\/127\.0\.0\.1:\d+\/v1\. Its chatbots need no API key\.$/;
    deepEqual(await sandboxCommands(), ['Userdesk: Start Sandbox']);
    await workbench().runCommand('Userdesk: Start Sandbox');
    deepEqual(await notifications.buttons(message), ['Create Conversation']);
    deepEqual(await sandboxCommands(), ['Userdesk: Stop Sandbox']);
    await notifications.press(message, 'Create Conversation');
    await quickInput.waitForPrompt({ title: 'Create Conversation (1/3)', placeholder: 'Chatbot' });
    await quickInput.accept();
    await quickInput.answer({ placeholder: 'User name (optional)' }, '');
    await quickInput.answer({ placeholder: 'User email (optional)' }, '');
    const panel = await workbench().webviews.panel('Sandbox Support');
    await panel.getByText('Sandbox', { exact: true }).waitFor();
    await panel.locator('#copy:focus').waitFor();
    await workbench().runCommand(openConversation);
    await quickInput.waitForPrompt({ placeholder: 'Conversation' });
    match((await quickInput.items())[0]?.detail ?? '', /^Sandbox · Sandbox Support · Anonymous · /);
    await quickInput.cancel();
    await createFromPalette(workbench(), { chatbotId: 'sandbox-wrong-key' });
    const refused = 'Userdesk refused the API key for "Sandbox Wrong Key".';
    await notifications.press(refused, 'Replace API Key');
    await notifications.waitFor('is a chatbot of the sandbox, which makes its own keys.');
    await workbench().runCommand('Userdesk: Stop Sandbox');
    await statusBar.getByText('The sandbox has stopped.').waitFor();
    deepEqual(await sandboxCommands(), ['Userdesk: Start Sandbox']);
  });

  /** Those that can be chosen now. */
  async function sandboxCommands(): Promise<string[]> {
    const { page, quickInput } = workbench();
    await page.keyboard.press('F1');
    await quickInput.waitForPrompt({ placeholder: /command/ });
    await quickInput.type('>Userdesk: S');
    // Is in the list whatever the sandbox does.
    await quickInput.item('Userdesk: Show Log').waitFor();
    const labels = (await quickInput.items()).map(({ label }) => label);
    await quickInput.cancel();
    return labels.filter((label) => label.endsWith('Sandbox'));
  }
});

/** The command's key on this system, as Playwright writes keys: "Shift+Alt+KeyC". */
function keyOf(command: string): string {
  const binding: Partial<Record<string, string>> =
    contributes.keybindings.find((candidate) => candidate.command === command) ?? {};
  const system = process.platform === 'darwin' ? 'mac' : process.platform;
  const key = binding[system] ?? binding.key ?? '';
  return key
    .split('+')
    .map((part) => names[part] ?? `Key${part.toUpperCase()}`)
    .join('+');
}

const names: Partial<Record<string, string>> = {
  ctrl: 'Control',
  shift: 'Shift',
  alt: 'Alt',
  cmd: 'Meta',
};
