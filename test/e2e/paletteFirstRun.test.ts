import { deepEqual, equal, match, ok } from 'node:assert/strict';
import {
  createConversation,
  createFromPalette,
  createdPanelOf,
  prompts,
} from './support/creationPrompts';
import { conversationIdOf, greeting, useUserdesk } from './support/useUserdesk';

const steps = [
  { ...prompts.chatbotId, title: 'Create Conversation (1/4)', text: '123456' },
  { ...prompts.apiKey, title: 'Create Conversation (2/4)', text: 'first-key' },
  { ...prompts.userName, title: 'Create Conversation (3/4)', text: 'Ada Lovelace' },
  { ...prompts.userEmail, title: 'Create Conversation (4/4)', text: 'ada@example.com' },
] as const;

describe('The first run from the palette', () => {
  const { workbench, userdesk } = useUserdesk();

  /** Runs the command and answers so many of its prompts. */
  async function answer(count: number): Promise<void> {
    await workbench().runCommand(createConversation);
    for (const step of steps.slice(0, count)) await workbench().quickInput.answer(step, step.text);
  }

  it('ends quietly with Escape at every step: nothing is sent, nothing is stored', async () => {
    const { quickInput, notifications } = workbench();
    for (const [before, step] of steps.entries()) {
      await answer(before);
      await quickInput.waitForPrompt(step);
      await quickInput.type(step.text);
      await quickInput.cancel();
    }
    await answer(1);
    await quickInput.waitForPrompt(steps[1]);
    equal(await quickInput.value(), '');
    await quickInput.cancel();
    deepEqual(userdesk().requests, []);
    deepEqual(await notifications.messages(), []);
  });

  it('goes back step by step and keeps what was typed', async () => {
    const { quickInput } = workbench();
    const [chatbotId, apiKey, userName, userEmail] = steps;
    await answer(3);
    await quickInput.waitForPrompt(userEmail);
    await quickInput.type('ada@');
    await quickInput.press('Back');
    await quickInput.waitForPrompt(userName);
    equal(await quickInput.value(), userName.text);
    await quickInput.type('Ada L');
    await quickInput.press('Back');
    await quickInput.waitForPrompt(apiKey);
    equal(await quickInput.value(), apiKey.text);
    ok(await quickInput.isMasked());
    await quickInput.press('Back');
    await quickInput.waitForPrompt(chatbotId);
    equal(await quickInput.value(), chatbotId.text);
    equal(await quickInput.button('Back').count(), 0);
    for (const [step, text] of [
      [apiKey, apiKey.text],
      [userName, 'Ada L'],
      [userEmail, 'ada@'],
    ] as const) {
      await quickInput.accept();
      await quickInput.waitForPrompt(step);
      equal(await quickInput.value(), text);
    }
    await quickInput.cancel();
  });

  it('forgets the key that was typed when another chatbot is chosen', async () => {
    const { quickInput } = workbench();
    await answer(2);
    await quickInput.waitForPrompt(steps[2]);
    await quickInput.press('Back');
    await quickInput.waitForPrompt(steps[1]);
    await quickInput.press('Back');
    await quickInput.answer(steps[0], '654321');
    await quickInput.waitForPrompt(steps[1]);
    equal(await quickInput.value(), '');
    await quickInput.cancel();
  });

  it('stays open while the key is fetched elsewhere', async () => {
    const { quickInput, page } = workbench();
    await answer(1);
    await quickInput.waitForPrompt(steps[1]);
    await quickInput.type('half a k');
    await page.locator('.part.editor').click();
    await quickInput.widget.locator(':focus').waitFor({ state: 'detached' });
    const elsewhere = await page.context().newPage();
    await elsewhere.bringToFront();
    await elsewhere.close();
    equal(await quickInput.value(), 'half a k');
    await quickInput.cancel();
  });

  it("leads to Userdesk's page about keys, which is only opened with consent", async () => {
    const { quickInput, dialog } = workbench();
    await answer(1);
    await quickInput.waitForPrompt(steps[1]);
    await quickInput.press('How to Get an API Key');
    match(await dialog.message(), /https:\/\/docs\.userdesk\.io\/api\/authentication/);
    await dialog.press('Cancel');
    await quickInput.waitForPrompt(steps[1]);
    await quickInput.cancel();
  });

  it('understands a pasted address of the API, and refuses one of another origin in place', async () => {
    const { quickInput } = workbench();
    await answer(0);
    await quickInput.waitForPrompt(steps[0]);
    await quickInput.type('https://api.userdesk.io/v1/chatbot/765432/conversation');
    await quickInput.accept();
    await quickInput.waitForMessage(/api\.userdesk\.io.*127\.0\.0\.1/);
    ok(await quickInput.isInvalid());
    await quickInput.type(`${userdesk().origin}/v1/chatbot/765432/conversation`);
    await quickInput.accept();
    await quickInput.waitForPrompt(steps[1]);
    await quickInput.waitForMessage('chatbot 765432');
    await quickInput.cancel();
  });

  it('refuses what cannot be an ID, a key or an e-mail address in place', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand(createConversation);
    for (const [step, wrong, problem] of [
      [steps[0], '12/34', 'A chatbot ID has no "/" in it.'],
      [steps[1], ' ', 'Enter an API key.'],
      [steps[2], steps[1].text, 'This is an API key.'],
      [steps[3], 'ada at example', 'This is not an e-mail address.'],
    ] as const) {
      await quickInput.answer(step, wrong);
      await quickInput.waitForMessage(problem);
      ok(await quickInput.isInvalid());
      // What is put right is no longer called wrong, before it is submitted.
      await quickInput.type(step.text);
      await quickInput.waitForMessage(/Press 'Enter' to confirm/);
      if (step !== steps[3]) await quickInput.accept();
    }
    await quickInput.cancel();
    deepEqual(userdesk().requests, []);
  });

  it('ends in a panel with the greeting, where Enter copies the conversation ID', async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand(createConversation);
    for (const [index, step] of steps.entries()) {
      await quickInput.waitForPrompt(step);
      equal(await quickInput.isMasked(), index === 1);
      // The first name field is left empty: what is empty is not sent.
      await quickInput.type(index === 2 ? '' : step.text);
      await quickInput.accept();
    }
    const panel = await createdPanelOf(workbench(), conversationIdOf(1));
    await panel.getByRole('log', { name: 'Messages' }).getByText(greeting).waitFor();
    await panel.getByText('ada@example.com').waitFor();
    await page.keyboard.press('Enter');
    await panel.getByText('Copied').waitFor();
    equal(await workbench().readClipboard(), conversationIdOf(1));
  });

  it('sends one request, with the key in its header and without what was left empty', () => {
    const [request, ...others] = userdesk().requests;
    deepEqual(others, []);
    equal(request?.method, 'POST');
    equal(request.path, '/v1/chatbot/123456/conversation');
    equal(request.headers.authorization, 'Bearer first-key');
    match(request.headers['content-type'] ?? '', /^application\/json\b/);
    deepEqual(JSON.parse(request.body), { userEmail: 'ada@example.com' });
  });

  it('offers once to make the chatbot the default', async () => {
    const { notifications } = workbench();
    const offer = 'Make "123456" the default chatbot?';
    deepEqual(await notifications.buttons(offer), ['Make Default', 'Not Now']);
    await notifications.press(offer, 'Not Now');
    await notifications.waitUntilGone(offer);
  });

  it('is followed by a second run that needs no key and offers nothing again', async () => {
    const { quickInput, notifications } = workbench();
    await workbench().runCommand(createConversation);
    await quickInput.waitForPrompt({ ...prompts.chatbot, title: 'Create Conversation (1/4)' });
    deepEqual(await quickInput.items(), [
      { label: '123456', description: '', detail: 'API key stored' },
      { label: 'Enter a chatbot ID…', description: '', detail: '' },
    ]);
    await quickInput.accept();
    await quickInput.waitForPrompt({ ...prompts.user, title: 'Create Conversation (2/4)' });
    await quickInput.pick('Anonymous');
    const panel = await createdPanelOf(workbench(), conversationIdOf(2));
    await panel.getByText('Anonymous').waitFor();
    equal(userdesk().requests[1]?.headers.authorization, 'Bearer first-key');
    equal(userdesk().requests[1]?.body, '{}');
    await notifications.waitUntilGone('Creating a conversation');
    deepEqual(await notifications.messages(), []);
  });

  it('leaves a key that is still there after a restart', async () => {
    await workbench().restart();
    await createFromPalette(workbench(), { chatbotId: '123456' });
    await createdPanelOf(workbench(), conversationIdOf(3));
    equal(userdesk().requests[2]?.headers.authorization, 'Bearer first-key');
  });
});
