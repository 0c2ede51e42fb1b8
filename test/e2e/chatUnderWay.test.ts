import { deepEqual, equal } from 'node:assert/strict';
import { Chat } from './support/chat';
import { createFromPalette, createdPanelOf, panelOf } from './support/creationPrompts';
import { HeldAnswers, type HeldAnswer } from './support/heldAnswers';
import { SettingsEditor } from './support/settingsEditor';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

const [left, right] = [conversationIdOf(1), conversationIdOf(2)];

describe('An answer under way', () => {
  const held = new HeldAnswers();
  const { workbench } = useUserdesk(
    { settings: { 'userdesk.chatbots': [{ id: '123456', name: 'Support bot' }] } },
    held.reply,
  );
  let answer: HeldAnswer;

  before(async () => {
    const { notifications } = workbench();
    for (const [conversationId, apiKey] of [[left, 'way-key-90c1d2'], [right]] as const) {
      await createFromPalette(workbench(), { chatbotId: '123456', ...(apiKey && { apiKey }) });
      await createdPanelOf(workbench(), conversationId);
    }
    await notifications.dismissAll();
  });

  it('is asked for as a stream, in the conversation of its panel', async () => {
    const chat = await show(left);
    await chat.say('Left');
    answer = await held.nth(1);
    deepEqual(answer.sent, { message: 'Left', conversationId: left, stream: true });
    await answer.write('It begins');
    await chat.untilAnswered('It begins');
    await chat.answer.getByText('Answering…').waitFor();
  });

  it('goes on while its panel is hidden, and another conversation has its own', async () => {
    const other = await show(right);
    await other.say('Right');
    const second = await held.nth(2);
    equal(second.sent.conversationId, right);
    await answer.write(' and goes on unseen');
    await second.write('On the right');
    second.end();
    await other.until('done');
    equal(await other.answer.locator('.content').innerText(), 'On the right');
  });

  it('is whole when its panel is shown again, and then goes on', async () => {
    const chat = await show(left);
    await chat.untilAnswered('It begins and goes on unseen');
    await answer.write(', and in view.');
    await chat.untilAnswered('It begins and goes on unseen, and in view.');
    equal(await chat.articles.count(), 3);
  });

  it('lets one write, and says that sending must wait; what was typed stays', async () => {
    const chat = await Chat.of(workbench(), left);
    await chat.box.fill('And then?');
    await chat.box.press('Enter');
    await chat.frame.getByRole('alert').getByText('Wait for the answer to end').waitFor();
    answer.end();
    await chat.until('done');
    equal(held.all.length, 2);
    await chat.box.press('Enter');
    equal((await held.nth(3)).sent.message, 'And then?');
    await chat.button('Stop').click();
    await chat.until('stopped');
    await waitFor('the end of the connection', async () => (await held.nth(3)).isAbandoned);
  });

  it('does not mix with another one beside it', async () => {
    await show(right);
    await workbench().runCommand('View: Move Editor into Next Group');
    const chat = await show(left);
    await chat.say('Both, left');
    const one = await held.nth(4);
    const beside = await show(right);
    await beside.say('Both, right');
    const other = await held.nth(5);
    for (const step of [1, 2, 3]) {
      await one.write(`left ${step} `);
      await other.write(`right ${step} `);
    }
    other.end();
    await beside.until('done');
    await chat.untilAnswered('left 1 left 2 left 3');
    equal(await beside.answer.locator('.content').innerText(), 'right 1 right 2 right 3');
    await chat.until('answering');
    one.end();
    await chat.until('done');
    equal(await chat.answer.locator('.content').innerText(), 'left 1 left 2 left 3');
  });

  it('is kept as far as it came when the window is reloaded, and can be asked for again', async () => {
    const chat = await show(left);
    await chat.say('In the middle');
    const broken = await held.nth(6);
    await broken.write('Half of an');
    await chat.untilAnswered('Half of an');
    await chat.box.fill('A draft');
    await workbench().reload();
    const again = await Chat.of(workbench(), left);
    equal(await again.box.inputValue(), 'A draft');
    await again.until('incomplete');
    equal(await again.own.last().locator('.content').innerText(), 'In the middle');
    await again.untilAnswered('Half of an');
    deepEqual(await again.told(), {
      sentence:
        'VS Code closed before the answer ended. What came is kept. "Ask again" sends the message anew.',
      offers: ['Ask again'],
    });
    equal(held.all.length, 6);
    await again.button('Ask again').click();
    const anew = await held.nth(7);
    deepEqual(anew.sent, broken.sent);
    await anew.write('A whole answer');
    anew.end();
    await again.until('done');
    await again.untilAnswered('A whole answer');
    equal(await again.button('Ask again').count(), 0);
  });

  it('goes on while its panel is closed, and is all there when that is opened again', async () => {
    const chat = await show(right);
    await chat.say('Close this');
    const last = await held.nth(8);
    await last.write('Before');
    await chat.untilAnswered('Before');
    await Chat.closePanel(workbench());
    await last.write(', while');
    const opened = await Chat.open(workbench(), right);
    await opened.untilAnswered('Before, while');
    await opened.until('answering');
    await last.write(' and after.');
    last.end();
    await opened.until('done');
    equal(await opened.answer.locator('.content').innerText(), 'Before, while and after.');
  });

  it('is sent for with Ctrl+Enter as soon as that is set, and Enter breaks the line', async () => {
    const settings = new SettingsEditor(workbench());
    const { keyboard } = workbench().page;
    await settings.openAt('userdesk.sendOn');
    await settings.choose('userdesk.sendOn', 'ctrlEnter');
    await settings.close();
    const chat = await show(left);
    await chat.frame.getByText(/^Ctrl\+Enter or ⌘\+Enter sends/).waitFor();
    await chat.box.fill('one');
    await keyboard.press('Enter');
    await keyboard.type('two');
    await keyboard.press('Control+Enter');
    equal((await held.nth(9)).sent.message, 'one\ntwo');
    (await held.nth(9)).end();
    await chat.frame.getByText('The answer is empty.').waitFor();
  });

  /** Brings a conversation to the front by its tab. */
  async function show(conversationId: string): Promise<Chat> {
    const tabs = workbench().page.locator('.tab');
    await tabs.nth(conversationId === left ? 0 : 1).click();
    return new Chat(await panelOf(workbench(), conversationId), conversationId);
  }
});
