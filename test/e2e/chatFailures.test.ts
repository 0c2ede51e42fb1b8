import { deepEqual, equal, match } from 'node:assert/strict';
import { LoopbackServer, type ReceivedRequest, type Reply } from '../support/loopbackServer';
import { json, silence, text } from '../support/replies';
import { Chat } from './support/chat';
import { createFromPalette, prompts } from './support/creationPrompts';
import { failingMessages, type FailingMessage } from './support/failingMessages';
import { isMessage } from './support/heldAnswers';
import { LogView } from './support/logView';
import { SettingsEditor } from './support/settingsEditor';
import { conversations, useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

const support = { id: '123456', name: 'Support bot' };
const sales = { id: '777001', name: 'Sales bot' };
const answered = text('All **well**.', 200, { 'Content-Type': 'text/plain; charset=utf-8' });

/** Creations go well; what becomes of messages is for each test to say. */
class TalkingUserdesk {
  onMessage: Reply = answered;
  readonly messages: ReceivedRequest[] = [];
  readonly #create = conversations();

  readonly reply: Reply = (response, request) => {
    if (!isMessage(request)) return this.#create(response, request);
    this.messages.push(request);
    return this.onMessage(response, request);
  };
}

describe('A message that fails', () => {
  const talking = new TalkingUserdesk();
  const { workbench, userdesk } = useUserdesk(
    { settings: { 'userdesk.chatbots': [support, sales] } },
    talking.reply,
  );
  let chat: Chat;
  let count = 0;

  before(async () => {
    await createFromPalette(workbench(), { chatbotId: support.id, apiKey: 'first-key-77d0e1' });
    chat = await Chat.created(workbench());
    await workbench().notifications.dismissAll();
  });

  for (const failing of failingMessages) {
    it(`says so where it stands, and can be sent again, because ${failing.when}`, async () => {
      await fail(failing);
      if (failing.logs !== undefined) {
        const log = new LogView(workbench());
        await chat.button('Show log').click();
        const url = `${userdesk().origin}/v1/chatbot/${support.id}/message`;
        await log.waitForExchange(`POST ${url} → ${failing.logs}`);
        await log.close();
      }
      await chat.button('Try again').click();
      await isSentAgain();
    });
  }

  it('leaves alone what is typed meanwhile when it is sent again, even what begins alike', async () => {
    await fail({
      reply: json({}, 429),
      says: 'Userdesk is receiving too many requests. Try again later.',
      offers: ['Try again'],
    });
    const draft = `${messageOf(count)}, and something else`;
    await chat.box.fill(draft);
    await chat.button('Try again').click();
    await isSentAgain();
    equal(await chat.box.inputValue(), draft);
    await chat.box.fill('');
  });

  it('is sent again with another key where the key was refused (401)', async () => {
    const { quickInput } = workbench();
    await fail({
      reply: json({ success: false, error: 'Wrong API Key' }, 401),
      says: 'Userdesk refused the API key for "Support bot".',
      offers: ['Replace API key', 'Show log'],
    });
    await chat.button('Replace API key').click();
    await quickInput.waitForPrompt(prompts.apiKey);
    equal(await quickInput.isMasked(), true);
    await quickInput.answer(prompts.apiKey, 'second-key-77d0e2');
    await isSentAgain();
    equal(talking.messages[1]?.headers.authorization, 'Bearer second-key-77d0e2');
  });

  it('keeps its way out where nobody gives another key', async () => {
    const { quickInput } = workbench();
    const offers = ['Choose another chatbot', 'Replace API key'];
    await fail({
      reply: json({ success: false }, 403),
      says: 'This API key may not use chatbot 123456. A key belongs to one chatbot.',
      offers,
    });
    await chat.button('Replace API key').click();
    await quickInput.waitForPrompt(prompts.apiKey);
    await quickInput.cancel();
    deepEqual((await chat.told()).offers, offers);
    equal(talking.messages.length, 1);
  });

  it('goes along to another chatbot, into the message box (403)', async () => {
    const { quickInput, webviews } = workbench();
    await chat.button('Choose another chatbot').click();
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.pick(sales.name);
    await quickInput.answer(prompts.apiKey, 'sales-key-77d0e3');
    await quickInput.answer(prompts.userName, '');
    await quickInput.answer(prompts.userEmail, '');
    await webviews.activeTab(sales.name).waitFor();
    const other = await waitFor('the message in the box', async () => {
      const frame = new Chat(await webviews.panel(sales.name), '');
      return (await frame.box.inputValue().catch(() => '')) === messageOf(count) && frame;
    });
    await waitFor('the focus', async () => (await other.focused()) === 'Message');
    equal(talking.messages.length, 1);
    await workbench().page.keyboard.press('Enter');
    await other.untilAnswered('All well.');
    match(talking.messages[1]?.path ?? '', /\/777001\/message$/);
    await workbench().page.locator('.tab').first().click();
    chat = await Chat.of(workbench(), chat.conversationId);
  });

  it('says how long it waited, and leads to the setting (time-out)', async () => {
    const settings = new SettingsEditor(workbench());
    const id = 'userdesk.requestTimeout';
    await settings.openAt(id);
    await settings.type(id, 1);
    await settings.close();
    await fail({
      reply: silence,
      says: 'Userdesk did not answer within 1 second. The message may have arrived all the same.',
      offers: ['Try again', 'Change time-out'],
    });
    await chat.button('Change time-out').click();
    equal(await settings.firstSetting(), id);
    await settings.type(id, 30);
    await settings.close();
    await chat.button('Try again').click();
    await isSentAgain();
  });

  it('says that nobody is there, and is sent once somebody is', async () => {
    const { port, origin } = userdesk();
    await userdesk().stop();
    await fail(
      {
        reply: answered,
        says: `Cannot reach ${new URL(origin).host} (connection refused). Check the network or the proxy.`,
        offers: ['Try again', 'Proxy settings'],
      },
      0,
    );
    const returned = await LoopbackServer.start(talking.reply, { port });
    try {
      await chat.button('Try again').click();
      await isSentAgain(1);
    } finally {
      await returned.stop();
    }
  });

  it('is in the conversation still when that is opened again', async () => {
    await Chat.closePanel(workbench());
    chat = await Chat.open(workbench(), chat.conversationId);
    const kept = async () => chat.own.locator('.content').allInnerTexts();
    // The last screenful comes first, and what was before it while nothing else happens.
    await waitFor('the first message', async () => (await kept())[0] === messageOf(1));
    deepEqual(
      [...new Set(await kept())],
      Array.from({ length: count }, (_, index) => messageOf(index + 1)),
    );
    // Only the last turn can be asked again, and that one went well.
    equal(await chat.frame.locator('.ways-out').getByRole('button').count(), 0);
  });

  /** Sends a message that fails, and sees that it is told of and not lost; nothing sends it again. */
  async function fail(
    { reply, says, offers }: Pick<FailingMessage, 'reply' | 'says' | 'offers'>,
    sends = 1,
  ): Promise<void> {
    talking.onMessage = reply;
    talking.messages.length = 0;
    await chat.say(messageOf(++count));
    await chat.until('failed');
    const told = await chat.told();
    if (typeof says === 'string') equal(told.sentence, says);
    else match(told.sentence, says);
    deepEqual(told.offers, offers);
    await chat.frame.getByRole('status').getByText(`Failed: ${told.sentence}`).waitFor();
    equal(await chat.own.last().locator('.content').innerText(), messageOf(count));
    equal(await chat.box.inputValue(), '');
    equal(talking.messages.length, sends);
    talking.onMessage = answered;
  }

  /** A way out has just sent the message again: the same one, once. */
  async function isSentAgain(sends = 2): Promise<void> {
    await chat.until('done');
    await chat.untilAnswered('All well.');
    equal(talking.messages.length, sends);
    const bodies = talking.messages.map(({ body }) => JSON.parse(body) as object);
    const { conversationId } = chat;
    deepEqual(
      bodies,
      bodies.map(() => ({ message: messageOf(count), conversationId, stream: true })),
    );
  }
});

function messageOf(count: number): string {
  return `Message ${count}`;
}
