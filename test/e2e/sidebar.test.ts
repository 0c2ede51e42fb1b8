import { deepEqual, equal, match } from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { silence } from '../support/replies';
import { createdPanelOf, panelOf, prompts } from './support/creationPrompts';
import { SettingsEditor } from './support/settingsEditor';
import { conversationIdOf, conversations, useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

const apiKey = 'sidebar-key-90aa41';

/** Waits until this button has the focus, as somebody at the keyboard would. */
async function focusOn(frame: Frame, button: string): Promise<void> {
  await frame.locator('button:focus', { hasText: button }).waitFor();
}

describe('The form in the sidebar', () => {
  const { workbench, userdesk } = useUserdesk();
  const form = async (): Promise<Frame> => workbench().webviews.view('New conversation');

  it('begins with two sentences and two buttons, and the sandbox needs nothing else', async () => {
    await workbench().sidebar.open();
    const first = await form();
    await first.getByRole('button', { name: 'Add chatbot' }).waitFor();
    equal(await first.getByRole('textbox').count(), 0);
    await first.getByRole('button', { name: 'Add chatbot' }).click();
    await workbench().quickInput.waitForPrompt(prompts.chatbotId);
    await workbench().quickInput.cancel();
    await focusOn(first, 'Add chatbot');
    await first.getByRole('button', { name: 'Try the sandbox' }).click();

    const frame = await form();
    await frame.getByRole('combobox', { name: 'Chatbot' }).waitFor();
    equal(await frame.getByRole('combobox', { name: 'Chatbot' }).inputValue(), 'sandbox-support');
    await frame.getByRole('button', { name: 'Create conversation' }).click();
    const panel = await workbench().webviews.panel('Sandbox Support');
    await panel.getByText('Sandbox', { exact: true }).waitFor();
    await panel.getByText('Hello, how can I help you?').waitFor();
    equal(userdesk().requests.length, 0);
  });

  it('asks for a missing key in place, and creates with it', async () => {
    await workbench().notifications.dismissAll();
    const frame = await form();
    await frame.getByRole('combobox', { name: 'Chatbot' }).fill('123456');
    await frame.getByText('No API key yet').waitFor();
    await frame.getByRole('textbox', { name: 'User name' }).fill('Grace Hopper');
    await frame.getByRole('textbox', { name: 'User email' }).fill('grace@example.com');
    await frame.getByRole('textbox', { name: 'User email' }).press('Enter');

    await frame.getByText('Userdesk needs an API key for "123456".').waitFor();
    await frame.locator('.failure').getByRole('button', { name: 'Set API key' }).click();
    await workbench().quickInput.waitForPrompt(prompts.apiKey);
    await workbench().quickInput.cancel();
    await focusOn(frame, 'Set API key');
    await workbench().page.keyboard.press('Enter');
    await workbench().quickInput.answer(prompts.apiKey, apiKey);
    await createdPanelOf(workbench(), conversationIdOf(1));
    const [request] = userdesk().requests;
    equal(request?.headers.authorization, `Bearer ${apiKey}`);
    deepEqual(JSON.parse(request.body), {
      userName: 'Grace Hopper',
      userEmail: 'grace@example.com',
    });
    await (await form()).getByRole('button', { name: 'Replace API key' }).waitFor();
    // The one offer of a default chatbot was made for the sandbox, and dismissed.
    deepEqual(await workbench().notifications.messages(), []);
  });

  it('refuses in place what cannot be a chatbot ID or an e-mail address', async () => {
    const frame = await form();
    await frame.getByRole('combobox', { name: 'Chatbot' }).fill('a/b');
    await frame.getByRole('textbox', { name: 'User email' }).fill('nobody');
    await frame.getByRole('button', { name: 'Create conversation' }).click();
    await frame.getByText('A chatbot ID has no "/" in it.').waitFor();
    await frame.getByText('This is not an e-mail address.').waitFor();
    equal(userdesk().requests.length, 1);
    await frame.getByRole('combobox', { name: 'Chatbot' }).fill('123456');
    await frame.getByText('A chatbot ID has no "/" in it.').waitFor({ state: 'hidden' });
    await frame.getByRole('textbox', { name: 'User email' }).fill('grace@example.com');
  });

  it('keeps what was typed while it is hidden', async () => {
    const frame = await form();
    await frame.getByRole('textbox', { name: 'User name' }).fill('Half a na');
    await workbench().sidebar.close();
    await workbench().sidebar.open();
    const again = await form();
    const name = again.getByRole('textbox', { name: 'User name' });
    await name.waitFor();
    equal(await name.inputValue(), 'Half a na');
    equal(await again.getByRole('combobox', { name: 'Chatbot' }).inputValue(), '123456');
  });

  it('can be cancelled while it waits, and says what that may mean', async () => {
    userdesk().reply = silence;
    const frame = await form();
    await frame.getByRole('button', { name: 'Create conversation' }).click();
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await frame.getByText('Cancelled. Userdesk may still have created the conversation.').waitFor();
    await frame.getByRole('button', { name: 'Create conversation' }).waitFor();
    equal(userdesk().requests.length, 2);
    userdesk().reply = conversations();
  });

  it('shows a failure with its ways out, and Try again tries again', async () => {
    userdesk().reply = (response) => response.writeHead(503).end();
    const frame = await form();
    await frame.getByRole('button', { name: 'Create conversation' }).click();
    const alert = frame.getByRole('alert');
    await alert.getByText('Userdesk had an internal error (503).').waitFor();
    match(await alert.innerText(), /may have been created all the same\.$/);
    deepEqual(await frame.locator('.failure').getByRole('button').allInnerTexts(), [
      'Try again',
      'Show log',
    ]);
    equal(userdesk().requests.length, 3);

    userdesk().reply = conversations();
    await frame.getByRole('button', { name: 'Try again' }).click();
    await userdesk().until(({ requests }) => requests.length === 4);
    await panelOf(workbench(), conversationIdOf(1));
    await (await form()).getByRole('alert').waitFor({ state: 'hidden' });
  });
});

describe('The form in the sidebar with a default chatbot', () => {
  const { workbench, userdesk } = useUserdesk({
    settings: {
      'userdesk.chatbots': [{ id: '123456', name: 'Support bot' }, { id: 777 }],
      'userdesk.defaultChatbot': '123456',
      'userdesk.userName': 'Ada Lovelace',
    },
  });

  it('is filled from the settings, offers the known ones, and is used by keyboard alone', async () => {
    await workbench().sidebar.open();
    const frame = await workbench().webviews.view('New conversation');
    const chatbot = frame.getByRole('combobox', { name: 'Chatbot' });
    await chatbot.waitFor();
    equal(await chatbot.inputValue(), '123456');
    equal(await frame.getByRole('textbox', { name: 'User name' }).inputValue(), 'Ada Lovelace');

    await chatbot.focus();
    await chatbot.press('ArrowDown');
    const options = await frame.getByRole('option').allInnerTexts();
    match(options[0] ?? '', /Support bot.*123456.*Default/s);
    match(options[1] ?? '', /777/);
    await chatbot.press('Escape');
    await frame.getByRole('button', { name: 'Set API key' }).focus();
    await workbench().page.keyboard.press('Enter');
    await workbench().quickInput.answer(prompts.apiKey, apiKey);
    await frame.getByText('API key stored').waitFor();
    await focusOn(frame, 'Replace API key');
    await workbench().page.keyboard.press('Tab');
    await workbench().page.keyboard.press('Enter');
    const panel = await panelOf(workbench(), conversationIdOf(1));
    await panel.getByRole('heading', { name: 'Support bot' }).waitFor();
    equal(userdesk().requests[0]?.path, '/v1/chatbot/123456/conversation');
  });

  it('follows the settings where nobody has typed', async () => {
    const settingsEditor = new SettingsEditor(workbench());
    const name = async () => {
      const frame = await workbench().webviews.view('New conversation');
      return frame.getByRole('textbox', { name: 'User name' });
    };
    const change = async (userName: string) => {
      await settingsEditor.openAt('userdesk.userName');
      await settingsEditor.type('userdesk.userName', userName);
      await settingsEditor.close();
    };
    await change('Grace Hopper');
    await waitFor('the name', async () => (await (await name()).inputValue()) === 'Grace Hopper');
    await (await name()).fill('Somebody else');
    await change('Ada Lovelace');
    equal(await (await name()).inputValue(), 'Somebody else');
  });
});
