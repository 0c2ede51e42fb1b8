import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { chatbotLabel } from '../../src/chatbots/chatbot';
import { isolated } from '../../src/support/personsLine';
import { recordedTitle } from '../../src/conversations/recordedTitle';
import { Chat } from './support/chat';
import { chooseFromMenu } from './support/contextMenu';
import { createConversation, giveUser, prompts } from './support/creationPrompts';
import { restore, writeBackup } from './support/historyFiles';
import {
  hostileChatbots,
  hostileConversations,
  likelyTitles,
  writeRaw,
} from './support/hostileConversations';
import { HostileWatch } from './support/hostileWatch';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';

const view = 'Conversations';
const labelsIn = {
  tree: '.part.sidebar .monaco-list-row .label-name',
  pick: '.quick-input-list .quick-input-list-row:first-child .label-name',
  rest: '.quick-input-list :is(.label-description, .quick-input-list-label-meta .label-name)',
  tab: '.part.editor .tab.active .label-name',
  hover: '.workbench-hover .hover-contents',
  notification: '.notifications-toasts .notification-list-item-message',
  dialog: '.monaco-dialog-box .dialog-message-container',
} as const;

/** What a row shows of each: as it is written, in one line that keeps to itself. */
const titleOf = (conversation: (typeof hostileConversations)[number]) =>
  isolated(recordedTitle({ ...conversation, createdAt: 0 }));
const titles = new Set(hostileConversations.map(titleOf));
const nameOf = (id: string) =>
  isolated(chatbotLabel(hostileChatbots.find((chatbot) => chatbot.id === id)!));
const likely = hostileConversations.filter(({ id }) => likelyTitles.includes(id));

describe('Hostile titles, names and users', () => {
  const settings = { 'userdesk.chatbots': hostileChatbots };
  const workbench = useWorkbench({ settings, size: { width: 1280, height: 1500 } });
  let watch: HostileWatch;

  before(async () => {
    const file = join(workbench().workspaceFolder, 'hostile.json');
    await writeBackup(file, [...hostileConversations]);
    await workbench().sidebar.open();
    await restore(workbench(), file);
    const added = `${hostileConversations.length} added`;
    await workbench().notifications.waitFor(added);
    writeRaw(workbench().recordFile, hostileConversations);
    watch = new HostileWatch(workbench().page);
    await workbench().reload();
    await workbench().sidebar.open();
  });

  afterEach(() => watch.nothingHappened());

  it('are rows of the tree, written as they are', async () => {
    const { page, sidebar } = workbench();
    await sidebar.row(view, 'Pinned').waitFor();
    await workbench().runCommand('Userdesk: Focus on Conversations View');
    const more = sidebar.view(view).locator('.monaco-list-row.focused', { hasText: 'Show More…' });
    let pressed: string | null = null;
    const oldest = titleOf(hostileConversations[0]!);
    await waitFor('the oldest', async () => {
      await page.keyboard.press('End');
      // Each is pressed once: it is at another place afterwards.
      const at = await more.getAttribute('data-index', { timeout: 500 }).catch(() => pressed);
      if (at !== pressed) await page.keyboard.press('Enter');
      pressed = at;
      return (await watch.textOf(labelsIn.tree)).includes(oldest);
    });
    await page.keyboard.press('Home');
    deepEqual(await watch.missing(titles, labelsIn.tree), []);
  });

  it('are tooltips of the tree, written as they are', async () => {
    const { page, sidebar } = workbench();
    await page.keyboard.press('Home');
    for (const conversation of likely) {
      await sidebar.row(view, titleOf(conversation)).first().hover();
      const hover = page.locator(labelsIn.hover).filter({ hasText: conversation.id });
      await hover.waitFor();
      const [text = ''] = await watch.textOf(labelsIn.hover);
      ok(text.startsWith(recordedTitle({ ...conversation, createdAt: 0 })), text);
    }
  });

  it('are rows to pick from and to find, written as they are', async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand('Userdesk: Open Conversation…');
    await quickInput.waitForPrompt({ title: 'Open Conversation' });
    const newest = hostileConversations.slice(-40).map(titleOf);
    deepEqual(await watch.missing(newest, labelsIn.pick), []);
    for (const words of ['beaker', 'evil', 'command', 'onerror', 'constructor', 'gpj']) {
      await quickInput.type(words);
      await waitFor(`what is found of ${words}`, async () => {
        const labels = await watch.textOf(labelsIn.pick);
        return labels.some((label) => titles.has(label) && label.includes(words));
      });
      await watch.textOf(labelsIn.rest);
    }
    await quickInput.cancel();
    await page.locator(labelsIn.pick).first().waitFor({ state: 'hidden' });
  });

  it('are chatbots to pick from, written as they are', async () => {
    const { quickInput } = workbench();
    for (const command of ['Set Default Chatbot…', 'Filter Conversations…']) {
      await workbench().runCommand(`Userdesk: ${command}`);
      await quickInput.waitForPrompt({ placeholder: 'Chatbot' });
      const names = hostileChatbots.map(({ id }) => nameOf(id));
      deepEqual(await watch.missing(names, labelsIn.pick), []);
      await quickInput.cancel();
    }
  });

  it('are titles of panels, and the sentence about what is deleted', async () => {
    const { page, sidebar, notifications } = workbench();
    for (const conversation of likely) {
      await Chat.open(workbench(), conversation.id);
      const name = nameOf(conversation.chatbot.id);
      await waitFor('its tab', async () => (await watch.textOf(labelsIn.tab))[0] === name);
      await notifications.dismissAll();
      const title = titleOf(conversation);
      await chooseFromMenu(page, sidebar.row(view, title).first(), 'Delete Conversation');
      await notifications.waitFor('is deleted from the record on this machine.');
      const [told] = await watch.textOf(labelsIn.notification);
      const shown = recordedTitle({ ...conversation, createdAt: 0 }).replaceAll('](', '] (');
      equal(told, `"${shown}" is deleted from the record on this machine.`);
    }
  });

  it('are asked about as they are written before a key is deleted', async () => {
    const { quickInput, dialog } = workbench();
    const [{ chatbot } = { chatbot: { id: '' } }] = likely;
    await workbench().runCommand('Userdesk: Set API Key…');
    await quickInput.answer({ placeholder: 'Chatbot' }, chatbot.id);
    await quickInput.answer({ placeholder: 'API key' }, 'key-0123456789');
    await workbench().runCommand('Userdesk: Delete API Key…');
    await quickInput.waitForPrompt({ title: 'Delete API Key' });
    await quickInput.accept();
    ok((await dialog.message()).includes(`"${nameOf(chatbot.id)}"`));
    await watch.textOf(labelsIn.dialog);
    await dialog.press('Delete API Key');
  });

  it('leave the sidebar’s form and everything else as quick as before', async () => {
    const form = await workbench().webviews.view('New conversation');
    await form.getByLabel('Chatbot', { exact: true }).press('ArrowDown');
    equal(await form.getByRole('option').count(), hostileChatbots.length);
    await workbench().runCommand('Userdesk: Start Sandbox');
    await workbench().notifications.waitFor('The sandbox runs at');
    await workbench().runCommand(createConversation);
    await workbench().quickInput.answer(prompts.chatbot, 'Sandbox Support');
    await giveUser(workbench(), { userName: '$(alert)', userEmail: '' });
    const chat = await Chat.created(workbench());
    match(await chat.ask('who am I'), /\$\(alert\)/);
  });
});
