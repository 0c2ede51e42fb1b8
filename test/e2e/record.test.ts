import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { Chat } from './support/chat';
import { chooseFromMenu } from './support/contextMenu';
import { createFromPalette, prompts } from './support/creationPrompts';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';

const view = 'Conversations';
const openConversation = 'Userdesk: Open Conversation…';

describe('The record of conversations', () => {
  const workbench = useWorkbench({ settings: { 'userdesk.defaultChatbot': 'sandbox-support' } });
  let first: Chat;
  let second: Chat;

  before(async () => {
    await createFromPalette(workbench(), { chatbotId: 'sandbox-support', userName: 'Ada' });
    first = await Chat.created(workbench());
    await first.ask('who am I');
    await createFromPalette(workbench(), { chatbotId: 'sandbox-silent', userName: 'Grace' });
    second = await Chat.created(workbench(), first);
    await workbench().notifications.dismissAll();
    await workbench().sidebar.open();
  });

  const labels = async () => (await workbench().sidebar.treeRows(view)).map(({ label }) => label);

  it('says how much was created today', async () => {
    const { sidebar } = workbench();
    await sidebar.view(view).getByText('2 conversations, 1 message today').waitFor();
  });

  it('calls a conversation as one wishes, and keeps a note about it', async () => {
    const { sidebar, page, quickInput } = workbench();
    const row = sidebar.row(view, second.conversationId);
    await chooseFromMenu(page, row, 'Rename Conversation…');
    await quickInput.answer(
      { title: 'Rename Conversation', placeholder: 'Title' },
      'The silent one',
    );
    const renamed = sidebar.row(view, 'The silent one');
    await renamed.waitFor();
    await chooseFromMenu(page, renamed, 'Edit Note…');
    await quickInput.answer(
      { title: 'Edit Note', placeholder: 'Note' },
      'Ask Grace for a greeting',
    );
    await waitFor('the note', async () => {
      const label = (await renamed.getAttribute('aria-label')) ?? '';
      return label.includes('Ask Grace for a greeting');
    });
  });

  it('has pinned ones on top, and shows those of one chatbot', async () => {
    const { sidebar, page, quickInput } = workbench();
    await chooseFromMenu(page, sidebar.row(view, 'The silent one'), 'Pin Conversation');
    await sidebar.row(view, 'Pinned').waitFor();
    deepEqual((await labels()).slice(0, 3), ['Pinned', 'The silent one', 'Today']);
    await workbench().runCommand('Userdesk: Filter Conversations…');
    await quickInput.waitForPrompt({ title: 'Filter Conversations' });
    await quickInput.pick('Sandbox Support');
    await sidebar.row(view, 'Pinned').waitFor({ state: 'detached' });
    await sidebar
      .view(view)
      .getByText(/^Sandbox Support · 2 conversations/)
      .waitFor();
    await workbench().runCommand('Userdesk: Filter Conversations…');
    await quickInput.waitForPrompt({ title: 'Filter Conversations' });
    await quickInput.pick('All Chatbots');
    await chooseFromMenu(page, sidebar.row(view, 'The silent one'), 'Unpin Conversation');
    await sidebar.row(view, 'Pinned').waitFor({ state: 'detached' });
  });

  it('finds a conversation by what was said in it, by a note and by its ID, as one types', async () => {
    const { quickInput } = workbench();
    for (const [text, id] of [
      ['you are', first.conversationId],
      ['greeting', second.conversationId],
      [second.conversationId, second.conversationId],
    ] as const) {
      await workbench().runCommand(openConversation);
      await quickInput.waitForPrompt({ title: 'Open Conversation' });
      await quickInput.type(text);
      await waitFor(`one hit for ${text}`, async () => {
        const items = await quickInput.items();
        return items.length > 0 && items[0]?.description === id;
      });
      if (text === 'you are') match((await quickInput.items())[0]?.detail ?? '', /^You are Ada\./);
      await quickInput.accept();
      await Chat.of(workbench(), id);
    }
    await workbench().runCommand(openConversation);
    await quickInput.type('nothing is like this');
    await waitForLabels('No matching conversations');
    await quickInput.accept();
    await quickInput.type('greeting');
    await waitForLabels('The silent one');
    await quickInput.cancel();
  });

  it('finds the newest first, whatever is called what', async () => {
    const { sidebar, page, quickInput } = workbench();
    const title = { title: 'Rename Conversation', placeholder: 'Title' };
    const firstTitle = (await labels()).at(-1) ?? '';
    await chooseFromMenu(page, sidebar.row(view, firstTitle), 'Rename Conversation…');
    await quickInput.answer(title, 'Greeting desk');
    await sidebar.row(view, 'Greeting desk').waitFor();
    await workbench().runCommand(openConversation);
    await quickInput.type('greeting');
    await waitForLabels('The silent one', 'Greeting desk');
    await quickInput.cancel();
    await chooseFromMenu(page, sidebar.row(view, 'Greeting desk'), 'Rename Conversation…');
    await quickInput.answer(title, '');
    await sidebar.row(view, firstTitle).waitFor();
  });

  async function waitForLabels(...expected: string[]): Promise<void> {
    const { quickInput } = workbench();
    await waitFor(`the rows ${expected.join(', ')}`, async () => {
      const items = await quickInput.items();
      return items.map(({ label }) => label).join() === expected.join();
    });
  }

  it('offers the people that conversations of a chatbot were for', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('Userdesk: Create Conversation…');
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.pick('Sandbox Support');
    await quickInput.waitForPrompt(prompts.user);
    deepEqual(
      (await quickInput.items()).map(({ label }) => label),
      ['Ada', 'Anonymous', 'Someone else…'],
    );
    await quickInput.pick('Ada');
    const third = await Chat.created(workbench(), second);
    match(await third.frame.locator('.user').innerText(), /^Ada$/);
    equal(await third.ask('who am I'), 'You are Ada.');
    await chooseFromMenu(
      workbench().page,
      workbench().sidebar.rows(view).nth(1),
      'Delete Conversation',
    );
    await workbench().notifications.waitFor('is deleted from the record on this machine.');
    await waitFor('two rows', async () => (await workbench().sidebar.rows(view).count()) === 3);
    equal((await labels())[0], 'Today');
  });

  it('gives back what was deleted by mistake', async () => {
    const { notifications, sidebar, page, quickInput } = workbench();
    await notifications.dismissAll();
    await workbench().runCommand('Userdesk: Filter Conversations…');
    await quickInput.waitForPrompt({ title: 'Filter Conversations' });
    await quickInput.pick('Sandbox Silent');
    await waitFor('its rows', async () => (await sidebar.rows(view).count()) === 2);
    await chooseFromMenu(page, sidebar.row(view, 'The silent one'), 'Delete Conversation');
    await sidebar.row(view, 'The silent one').waitFor({ state: 'detached' });
    // Of that chatbot there is nothing left to show: the others are.
    await waitFor('the others', async () => (await sidebar.rows(view).count()) === 2);
    equal(await page.locator('.tab', { hasText: 'Sandbox Silent' }).count(), 0);
    await notifications.press('"The silent one" is deleted from the record', 'Undo');
    await sidebar.row(view, 'The silent one').waitFor();
    second = await Chat.of(workbench(), second.conversationId);
  });

  it('opens in a second window, which sees what is said in the first, and cannot talk across it', async () => {
    first = await Chat.open(workbench(), first.conversationId);
    const other = await workbench().another();
    const there = await Chat.open(other, first.conversationId);
    await there.untilAnswered('You are Ada.');
    const patience = { timeout: 5_000 };
    const talkAcross = async () => {
      await first.say('long');
      const last = there.articles.last();
      await last.getByText('Another window has this answer under way…').waitFor(patience);
      await there.box.fill('Me too');
      await there.box.press('Enter');
      await there.frame
        .getByText('Another window has an answer under way in this conversation.')
        .waitFor(patience);
    };
    // The answer takes two seconds. On a slow machine it may be over before the other has looked.
    await talkAcross()
      .catch(() => first.until('done').then(talkAcross))
      .catch(() => first.until('done').then(talkAcross));
    equal(await there.box.inputValue(), 'Me too');
    await first.until('done');
    await there.until('done');
    equal(
      await there.answer.locator('.content').innerText(),
      await first.answer.locator('.content').innerText(),
    );
    await other.page.close();
  });

  it('is all there after a restart: rows, title, transcript, draft and the place one was at', async () => {
    const { page } = workbench();
    await first.box.fill('Not sent yet');
    await first.answer.hover();
    await page.mouse.wheel(0, -900);
    await first.button('Jump to latest').waitFor();
    await workbench().restart();
    await workbench().sidebar.open();
    await workbench().sidebar.row(view, 'The silent one').waitFor();
    first = await Chat.of(workbench(), first.conversationId);
    equal(await first.box.inputValue(), 'Not sent yet');
    await first.button('Jump to latest').waitFor();
    ok((await first.articles.count()) >= 5);
  });

  it('is deleted for good when all history is, after a question', async () => {
    const { dialog, notifications, sidebar, page } = workbench();
    const other = await workbench().another();
    await Chat.open(other, first.conversationId);
    await workbench().runCommand('Userdesk: Delete All History…');
    match(await dialog.message(), /^Delete all conversations from this machine\?/);
    await dialog.press('Delete All');
    await notifications.waitFor('All history is deleted from this machine.');
    await sidebar.view(view).getByRole('button', { name: 'Create Conversation' }).first().waitFor();
    equal((await labels()).length, 0);
    equal(await page.locator('.part.editor .tab').count(), 0);
    await other.notifications.waitFor('Deleted in another window, and closed here: ');
    equal(await other.page.locator('.part.editor .tab').count(), 0);
    await other.page.close();
  });
});
