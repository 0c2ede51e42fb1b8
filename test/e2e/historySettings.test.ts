import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { Chat } from './support/chat';
import { createFromPalette } from './support/creationPrompts';
import { placesInStorage, restore, writeBackup } from './support/historyFiles';
import { placesOf } from './support/secretScan';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';

const view = 'Conversations';
const dayMs = 24 * 60 * 60 * 1000;
const on = { 'userdesk.history.maxAgeDays': 30, 'userdesk.defaultChatbot': 'sandbox-support' };

describe('The settings of the history', () => {
  const workbench = useWorkbench({ settings: on });
  const tree = () => workbench().sidebar.view(view);
  let chat: Chat;

  it('tell of what is restored and too old to stay, which goes with the next start alone', async () => {
    const { notifications, sidebar } = workbench();
    await sidebar.open();
    await tree()
      .getByText(/are kept here/)
      .waitFor();
    const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString();
    const of = (title: string, days: number, more: object = {}) => ({
      chatbot: { origin: 'sandbox:', id: 'sandbox-support' },
      ...{ id: `id-${title}`, title, createdAt: ago(days), turns: [], ...more },
    });
    const used = { id: 'turn', message: 'Hello', answer: 'Hi', state: 'done', sentAt: ago(1) };
    const file = join(workbench().workspaceFolder, 'history.json');
    await writeBackup(file, [
      of('Old', 60),
      of('Old and pinned', 60, { pinned: true }),
      of('Old and used', 60, { turns: [used] }),
      of('Young', 29),
    ]);
    await restore(workbench(), file);
    const told = await notifications.waitFor('Conversations restored');
    match(told, /: 4 added\. 1 conversation is older than userdesk\.history\.maxAgeDays allows /);
    deepEqual(await notifications.buttons('Conversations restored'), ['Open Settings']);
    await waitFor('all of them', async () => (await titles()).length === 4);
    await workbench().reload();
    await sidebar.open();
    await waitFor('the old one to go', async () => (await titles()).length === 3);
    deepEqual(await titles(), ['Old and pinned', 'Old and used', 'Young']);
  });

  it('promise to keep nothing once it is off; what was kept before can still be deleted', async () => {
    const { sidebar, dialog, notifications } = workbench();
    await workbench().setUserSettings({ 'userdesk.history.enabled': false });
    await sidebar.open();
    await tree()
      .getByText(/^History is off: .* and not kept\.$/)
      .waitFor();
    equal(
      await tree()
        .getByText(/are kept here/)
        .count(),
      0,
    );
    ok(placesInStorage('Old and used', workbench()).length > 0);
    await workbench().runCommand('Userdesk: Delete All History…');
    await dialog.press('Delete All');
    await notifications.waitFor('All history is deleted from this machine.');
    deepEqual(placesInStorage('Old and used', workbench()), []);
  });

  it('keep nothing on the disk while it is off, though one talks and finds it as ever', async () => {
    const user = { userName: 'Quentin Unkept', userEmail: 'quentin@unkept.example' };
    await createFromPalette(workbench(), { chatbotId: 'sandbox-support', ...user });
    chat = await Chat.created(workbench());
    equal(await chat.ask('who am I'), 'You are Quentin Unkept.');
    await chat.box.fill('A draft about zeppelins');
    equal((await titles()).length, 1);
    for (const text of ['Unkept', 'unkept.example', 'who am I', 'zeppelins', chat.conversationId]) {
      deepEqual(placesInStorage(text, workbench()), [], text);
    }
  });

  it('tell of what is restored while history is off, which goes with the window', async () => {
    const { notifications } = workbench();
    const file = join(workbench().workspaceFolder, 'off.json');
    const chatbot = { origin: 'sandbox:', id: 'sandbox-support' };
    const createdAt = new Date().toISOString();
    await writeBackup(file, [{ chatbot, id: 'id-off', title: 'Off', createdAt, turns: [] }]);
    await restore(workbench(), file);
    equal(
      await notifications.waitFor('Conversations restored'),
      'Conversations restored from off.json: 1 added. History is off, so they are gone when this window closes.',
    );
    deepEqual(await notifications.buttons('Conversations restored'), ['Open Settings']);
    await notifications.dismissAll();
  });

  it('are why a panel comes back empty: it says so, and has the ID to give', async () => {
    const { webviews } = workbench();
    await workbench().reload();
    const page = await waitFor('the page of the panel', async () => {
      const frame = await webviews.panel('Sandbox Support');
      const told = frame.getByText('History is off, so');
      return (await told.isVisible().catch(() => false)) && frame;
    });
    await page.getByRole('heading', { name: /so this conversation was not kept\.$/ }).waitFor();
    await page.getByText(/^While userdesk\.history\.enabled is off, /).waitFor();
    await page.getByRole('button', { name: 'Copy conversation ID' }).click();
    await waitFor(
      'the ID',
      async () => (await workbench().readClipboard()) === chat.conversationId,
    );
    deepEqual(await titles(), []);
    const form = await webviews.view('New conversation');
    equal(await form.getByRole('textbox', { name: 'User name' }).inputValue(), '');
    for (const text of ['Unkept', 'quentin@', 'zeppelins']) {
      const places = placesOf(text, workbench());
      // The browser's own note of what stands in the boxes of its pages.
      deepEqual(
        places.filter((place) => !place.includes('/browser/Default/Sessions/')),
        [],
        text,
      );
    }
  });

  /** Of the conversations that the tree shows, in the order of the alphabet. */
  async function titles(): Promise<string[]> {
    const rows = await workbench().sidebar.treeRows(view);
    return rows.flatMap(({ label, level }) => (level === 2 ? [label] : [])).sort();
  }
});
