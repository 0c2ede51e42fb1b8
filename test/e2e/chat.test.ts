import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { answerTo } from '../../src/sandbox/answers';
import { Chat } from './support/chat';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';

describe('A chat in the sandbox', () => {
  const workbench = useWorkbench({
    settings: { 'userdesk.defaultChatbot': 'sandbox-support', 'userdesk.userName': 'Ada' },
  });
  let chat: Chat;

  before(async () => {
    chat = await Chat.create(workbench());
  });

  it('goes from the copy button to messages, box and Send with Tab', async () => {
    const { keyboard } = workbench().page;
    const stops: string[] = [];
    for (let count = 0; count < 6; count++) {
      stops.push(await chat.focused());
      await keyboard.press('Tab');
    }
    deepEqual(stops, [
      'Copy conversation ID',
      'Sandbox Support',
      'Copy message',
      'Show as plain text',
      'Message',
      'Send',
    ]);
  });

  it('of ten turns needs no mouse', async () => {
    const { keyboard } = workbench().page;
    await keyboard.press('Shift+Alt+M');
    await waitFor('the focus', async () => (await chat.focused()) === 'Message');
    for (let turn = 1; turn <= 10; turn++) {
      await keyboard.type(`This is turn ${turn}`);
      await keyboard.press('Enter');
      await chat.untilAnswered(`This was message ${turn} of our conversation, Ada.`);
      await chat.until('done');
    }
    equal(await chat.focused(), 'Message');
    equal(await chat.box.inputValue(), '');
    equal(await chat.articles.count(), 21);
    await chat.frame.getByText('21 messages', { exact: true }).waitFor();
    await chat.frame.getByRole('status').getByText('Answer complete').waitFor();
  });

  it('is read by message with the arrow keys, from the last answer on', async () => {
    const { keyboard } = workbench().page;
    await keyboard.press('Shift+Alt+R');
    await waitFor('the focus', async () => (await chat.focused()) === 'Sandbox Support');
    const read = () => chat.frame.locator('article:focus .content').innerText();
    match(await read(), /This was message 10 /);
    await keyboard.press('ArrowUp');
    equal(await read(), 'This is turn 10');
    await keyboard.press('Home');
    match(await read(), /^Hello, how can I help you\?/);
    await workbench().runCommand('Userdesk: Send Message…');
    await waitFor('the focus', async () => (await chat.focused()) === 'Message');
  });

  it('is stopped with the button, and what came is kept', async () => {
    await chat.say('long');
    await chat.untilAnswered(/\w/);
    await chat.button('Stop').click();
    await stopped();
  });

  it('is stopped with the keybinding, too', async () => {
    const { keyboard } = workbench().page;
    await chat.say('long');
    await chat.untilAnswered(/\w/);
    await keyboard.press('Shift+Alt+S');
    await stopped();
  });

  it('shows an answer as it came, and copies it and the code in it', async () => {
    await chat.ask('markdown');
    const text = answerTo({ message: 'markdown', number: 13 });
    equal(await chat.answer.locator('li').count(), 3);
    await chat.answer.hover();
    await copied('Copy message', text);
    await copied('Copy code', 'const answer = 6 * 7;');
    const plain = chat.answer.getByRole('button', { name: 'Show as plain text' });
    await plain.click();
    await chat.answer.locator('.plain').waitFor();
    equal(await chat.answer.locator('.content').textContent(), text);
    equal(await plain.getAttribute('aria-pressed'), 'true');
    await plain.click();
    await chat.answer.locator('li').first().waitFor();
  });

  it('begins anew for the same user from the title bar, without a question', async () => {
    const { page, quickInput } = workbench();
    await page
      .locator('.editor-actions')
      .getByRole('button', { name: /^New Conversation$/ })
      .click();
    const next = await Chat.created(workbench(), chat);
    equal(await quickInput.isOpen(), false);
    equal(await next.ask('Who am I?'), 'You are Ada.');
  });

  it('begins anew as another user from the menu, and asks for that user alone', async () => {
    const { page, quickInput } = workbench();
    const before = await Chat.of(workbench(), await activeId());
    await page.locator('.editor-actions').getByRole('button', { name: 'More Actions' }).click();
    const item = page.getByRole('menuitem', { name: 'New Conversation as Another User…' });
    await item.click();
    await quickInput.waitForPrompt({ placeholder: 'User', title: /\(1\/3\)$/ });
    await quickInput.pick('Someone else…');
    await quickInput.waitForPrompt({ placeholder: 'User name (optional)', title: /\(2\/3\)$/ });
    equal(await quickInput.value(), '');
    await quickInput.type('Grace');
    await quickInput.accept();
    await quickInput.answer({ placeholder: 'User email (optional)' }, '');
    const next = await Chat.created(workbench(), before);
    match(await next.frame.locator('header').innerText(), /Grace/);
    equal(await next.ask('Who am I?'), 'You are Grace.');
  });

  it('keeps its draft while it is hidden, and over a restart', async () => {
    const { page } = workbench();
    const draft = 'What I was\nabout to say';
    let last = await Chat.of(workbench(), await activeId());
    const { conversationId } = last;
    await last.box.fill(draft);
    await page.locator('.tab').first().click();
    await Chat.of(workbench(), chat.conversationId);
    await page.locator('.tab').last().click();
    last = await Chat.of(workbench(), conversationId);
    equal(await last.box.inputValue(), draft);
    await workbench().restart();
    last = await Chat.of(workbench(), conversationId);
    equal(await last.box.inputValue(), draft);
  });

  it('goes on after a restart: the sandbox knows its conversations again', async () => {
    const last = await Chat.of(workbench(), await activeId());
    equal(await last.articles.count(), 3);
    await last.box.press('Enter');
    await last.untilAnswered('This was message 1 of our conversation, Grace.');
    await last.until('done');
    equal(await last.box.inputValue(), '');
  });

  it('can be taken up by its ID, with a word about what that means', async () => {
    match(await giveId('Sandbox Support'), /^Earlier messages cannot be fetched from Userdesk\./);
    const opened = await Chat.of(workbench(), someId);
    await opened.frame.getByText("It may be a real customer's conversation").waitFor();
    equal(await opened.articles.count(), 0);
    match(await opened.ask('I go on'), /This was message 1 of our conversation\./);
  });

  it('goes over to the right chatbot, as long as the wrong one has not answered in it', async () => {
    const id = 'a-conversation-of-another';
    await giveId('Sandbox Silent', id);
    await Chat.with(workbench(), 'Sandbox Silent', id);
    await giveId('Sandbox Support', id);
    const right = await Chat.with(workbench(), 'Sandbox Support', id);
    match(await right.ask('I go on'), /This was message 1 of our conversation\./);
  });

  it('stays with its chatbot, whichever it is asked for with', async () => {
    const { notifications } = workbench();
    await workbench().runCommand('View: Close All Editors');
    await giveId('Sandbox Silent');
    await notifications.press(
      'This conversation is recorded with the chatbot "Sandbox Support", and belongs to that one alone.',
      'Open with "Sandbox Support"',
    );
    const opened = await Chat.with(workbench(), 'Sandbox Support', someId);
    await opened.untilAnswered('This was message 1 of our conversation.');
  });

  const someId = 'a-conversation-of-somebody';

  /** @returns what is said about it */
  async function giveId(chatbot: string, id = someId): Promise<string> {
    const { quickInput } = workbench();
    await workbench().runCommand('Userdesk: Open Conversation by ID…');
    await quickInput.waitForPrompt({ placeholder: 'Chatbot' });
    await quickInput.pick(chatbot);
    await quickInput.waitForPrompt({ placeholder: 'Conversation ID' });
    const message = await quickInput.message();
    await quickInput.type(id);
    await quickInput.accept();
    return message;
  }

  async function stopped(): Promise<void> {
    await chat.until('stopped');
    await chat.answer.getByText('Stopped. Userdesk may go on writing.').waitFor();
    await chat.button('Send').waitFor();
    const paragraphs = await chat.answer.locator('p').allInnerTexts();
    match(paragraphs[0] ?? '', /^1\. This is one of forty/);
    ok(paragraphs.length < 40, `${paragraphs.length} paragraphs`);
  }

  async function copied(button: string, text: string): Promise<void> {
    await workbench().writeClipboard('');
    await chat.answer.getByRole('button', { name: button }).click();
    await waitFor('the clipboard', async () => (await workbench().readClipboard()) !== '');
    equal(await workbench().readClipboard(), text);
  }

  /** Of the conversation in front. */
  async function activeId(): Promise<string> {
    const frame = await workbench().webviews.panel();
    return frame.locator('.id').innerText();
  }
});
