import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Chat } from './support/chat';
import { chooseFromMenu } from './support/contextMenu';
import { createFromPalette } from './support/creationPrompts';
import { answerFileDialog } from './support/fileDialog';
import { backUp, placesInStorage, readBackup, restore, writeBackup } from './support/historyFiles';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';

const view = 'Conversations';
const backedUp = 'History is backed up to';
const restored = 'Conversations restored from';

describe('The history', () => {
  const workbench = useWorkbench();
  let first: Chat;
  let second: Chat;

  before(async () => {
    const user = { userName: 'Ada Lovelace', userEmail: 'ada@example.com' };
    await createFromPalette(workbench(), { chatbotId: 'sandbox-support', ...user });
    first = await Chat.created(workbench());
    await first.ask('who am I');
    await createFromPalette(workbench(), { chatbotId: 'sandbox-silent', userName: 'Grace' });
    second = await Chat.created(workbench(), first);
    const { sidebar, page, quickInput, notifications } = workbench();
    await notifications.dismissAll();
    await sidebar.open();
    const row = () => sidebar.row(view, 'The silent one');
    await chooseFromMenu(page, sidebar.row(view, second.conversationId), 'Rename Conversation…');
    await quickInput.answer({ title: 'Rename Conversation' }, 'The silent one');
    await chooseFromMenu(page, row(), 'Edit Note…');
    await quickInput.answer({ title: 'Edit Note' }, 'Ask Grace for a greeting');
    await chooseFromMenu(page, row(), 'Pin Conversation');
    await sidebar.row(view, 'Pinned').waitFor();
  });

  const file = (name: string) => join(workbench().workspaceFolder, name);
  const rows = async () =>
    (await workbench().sidebar.treeRows(view)).map(({ label, description }) => [
      label,
      description.replace(/[\d:]+.*$/, ''),
    ]);

  it('is backed up whole, in the form that is described, and is said to hold personal data', async () => {
    const { notifications } = workbench();
    await backUp(workbench(), file('everything.json'));
    const told = await notifications.waitFor(backedUp);
    match(told, /^History is backed up to everything\.json\. It holds personal data: names, /);
    const [ada, grace, ...others] = await readBackup(file('everything.json'));
    deepEqual(others, []);
    equal(ada?.id, first.conversationId);
    deepEqual([ada.userName, ada.userEmail], ['Ada Lovelace', 'ada@example.com']);
    ok(ada.greeting);
    deepEqual(
      ada.turns.map(({ message, answer, state }) => [message, answer, state]),
      [['who am I', 'You are Ada Lovelace.', 'done']],
    );
    deepEqual([ada.title, ada.note, ada.pinned], [undefined, undefined, undefined]);
    equal(grace?.id, second.conversationId);
    deepEqual(
      [grace.title, grace.note, grace.pinned, grace.turns],
      ['The silent one', 'Ask Grace for a greeting', true, []],
    );
  });

  it('is backed up in part: what one has chosen', async () => {
    const { quickInput, notifications } = workbench();
    await notifications.dismissAll();
    await workbench().runCommand('Userdesk: Back Up History…');
    await quickInput.waitForPrompt({ placeholder: 'What to back up' });
    await quickInput.pick('Choose conversations…');
    await quickInput.waitForPrompt({ title: 'Back Up History', placeholder: 'Conversations' });
    equal((await quickInput.items()).length, 2);
    await quickInput.pick('The silent one');
    await quickInput.accept();
    await answerFileDialog(workbench(), { title: 'Back Up History', path: file('chosen.json') });
    await notifications.waitFor(`${backedUp} chosen.json.`);
    const chosen = await readBackup(file('chosen.json'));
    deepEqual(
      chosen.map(({ id }) => id),
      [second.conversationId],
    );
  });

  it('says why it could not be backed up, and asks for another place where one tries again', async () => {
    const { notifications } = workbench();
    await notifications.dismissAll();
    // Nobody may write there, not even root.
    await backUp(workbench(), '/sys/userdesk.json');
    const failed = 'The file userdesk.json could not be written';
    match(await notifications.waitFor(failed), /written \((no permission|the disk is read-only)/);
    deepEqual(await notifications.buttons(failed), ['Try Again', 'Show Log']);
    await notifications.press(failed, 'Try Again');
    await answerFileDialog(workbench(), { title: 'Back Up History', path: file('again.json') });
    await notifications.waitFor(`${backedUp} again.json.`);
    deepEqual(await readBackup(file('again.json')), await readBackup(file('everything.json')));
  });

  it('takes nothing from a file that is no backup, newer or not to be trusted, and says so', async () => {
    const { notifications } = workbench();
    const before = await rows();
    const [ada] = await readBackup(file('everything.json'));
    await writeFile(file('notes.json'), '{"conversations": [');
    await writeBackup(file('newer.json'), [ada], 2);
    await writeBackup(file('hostile.json'), [
      { ...ada, id: 'other-1', chatbot: { origin: 'javascript:alert(1)', id: '123456' } },
      { ...ada, id: 'other\u202e-2' },
      { ...ada, id: 'other-3', turns: [{ ...ada?.turns[0], sentAt: 'yesterday' }] },
      'other-4',
    ]);
    for (const [name, told] of [
      ['notes.json', /^notes\.json is no backup of Userdesk's history\. Choose a file that /],
      ['newer.json', /^newer\.json is of a newer version of this extension\. Update the /],
      ['hostile.json', /^Conversations restored from hostile\.json: 4 not understood and left out/],
    ] as const) {
      await notifications.dismissAll();
      await restore(workbench(), file(name));
      match(await notifications.waitFor(name), told);
      deepEqual(await rows(), before);
    }
  });

  it('leaves nothing behind when all of it is deleted: no row, and no word on the disk', async () => {
    const { dialog, notifications, sidebar } = workbench();
    const words = ['who am I', 'Lovelace', 'ada@example.com', 'The silent one', 'Ask Grace'];
    for (const each of words) ok(placesInStorage(each, workbench()).length > 0, each);
    await workbench().runCommand('Userdesk: Delete All History…');
    await dialog.press('Delete All');
    await notifications.waitFor('All history is deleted from this machine.');
    await sidebar.view(view).getByRole('button', { name: 'Create Conversation' }).first().waitFor();
    deepEqual(await rows(), []);
    for (const each of [...words, first.conversationId]) {
      deepEqual(placesInStorage(each, workbench()), [], each);
    }
  });

  it('comes back from a backup: rows, notes and what was said', async () => {
    const { notifications, sidebar } = workbench();
    await notifications.dismissAll();
    await restore(workbench(), file('everything.json'));
    equal(await notifications.waitFor(restored), `${restored} everything.json: 2 added.`);
    await waitFor('the rows', async () => (await sidebar.rows(view).count()) === 4);
    const [pinned, silent, day, ada] = await rows();
    deepEqual([pinned?.[0], silent?.[0], day?.[0]], ['Pinned', 'The silent one', 'Today']);
    match(ada?.[1] ?? '', /^Sandbox · Sandbox Support · Ada Lovelace · /);
    const label = await sidebar.row(view, 'The silent one').getAttribute('aria-label');
    match(label ?? '', /Ask Grace for a greeting/);
    await sidebar.rows(view).nth(3).click();
    const again = await Chat.of(workbench(), first.conversationId);
    equal(await again.own.locator('.content').innerText(), 'who am I');
    equal(await again.answer.locator('.content').innerText(), 'You are Ada Lovelace.');
    equal(await again.ask('who am I'), 'You are Ada Lovelace.');
  });

  it('leaves a panel with its conversation, though another origin has a newer one of that ID', async () => {
    const { notifications, page } = workbench();
    const [ada] = await readBackup(file('everything.json'));
    const chatbot = { origin: 'https://other.example', id: '666', name: 'Other' };
    const createdAt = new Date().toISOString();
    await writeBackup(file('same.json'), [{ ...ada, chatbot, createdAt, turns: [] }]);
    await notifications.dismissAll();
    await restore(workbench(), file('same.json'));
    equal(await notifications.waitFor(restored), `${restored} same.json: 1 added.`);
    await workbench().reload();
    const again = await Chat.with(workbench(), 'Sandbox Support', first.conversationId);
    equal(await again.own.count(), 2);
    await workbench().sidebar.open();
    const row = workbench().sidebar.rows(view).filter({ hasText: 'Other' });
    await chooseFromMenu(page, row, 'Delete Conversation');
    await row.waitFor({ state: 'detached' });
  });

  it('comes back once, however often it is restored', async () => {
    const { notifications } = workbench();
    const before = await rows();
    await notifications.dismissAll();
    await restore(workbench(), file('everything.json'));
    equal(await notifications.waitFor(restored), `${restored} everything.json: 2 known already.`);
    deepEqual(await rows(), before);
    const again = await Chat.of(workbench(), first.conversationId);
    equal(await again.own.count(), 2);
  });

  it('shows a hundred pinned ones, and more when asked', async () => {
    const { notifications, sidebar, page, quickInput } = workbench();
    const [ada] = await readBackup(file('everything.json'));
    const chatbot = { origin: 'https://other.example', id: '777', name: 'Much used' };
    const createdAt = (number: number) => new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString();
    const pinned = Array.from({ length: 101 }, (_, number) => ({
      ...{ ...ada, chatbot, id: `pinned-${number}`, title: `Pinned ${number}`, pinned: true },
      ...{ createdAt: createdAt(number), turns: [] },
    }));
    await writeBackup(file('pinned.json'), pinned);
    await notifications.dismissAll();
    await restore(workbench(), file('pinned.json'));
    equal(await notifications.waitFor(restored), `${restored} pinned.json: 101 added.`);
    await workbench().runCommand('Userdesk: Filter Conversations…');
    await quickInput.waitForPrompt({ title: 'Filter Conversations' });
    await quickInput.pick('Much used');
    await sidebar.row(view, 'Pinned 100').waitFor();
    await workbench().runCommand('Userdesk: Focus on Conversations View');
    await page.keyboard.press('End');
    await sidebar.row(view, 'Show More…').waitFor();
    equal(await sidebar.row(view, 'Pinned 0').count(), 0);
    await page.keyboard.press('Enter');
    await sidebar.row(view, 'Pinned 0').waitFor();
    equal(await sidebar.row(view, 'Show More…').count(), 0);
  });
});
