import { deepEqual, equal, match, notDeepEqual, ok } from 'node:assert/strict';
import { inPieces, json, text } from '../support/replies';
import { Chat } from './support/chat';
import { createFromPalette } from './support/creationPrompts';
import { HeldAnswers, isMessage } from './support/heldAnswers';
import { LogView } from './support/logView';
import { placesOf } from './support/secretScan';
import { useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

/** With characters that are written otherwise in URLs and JSON, and found nowhere else. */
const apiKey = 'Qz8!echoed+"k/e"=Zw6';
const plain = { 'Content-Type': 'text/plain; charset=utf-8' };

describe('An answer of a strange server', () => {
  const held = new HeldAnswers();
  const { workbench, userdesk } = useUserdesk({ logLevel: 'trace' }, held.reply);
  let chat: Chat;

  before(async () => {
    await createFromPalette(workbench(), { chatbotId: '123456', apiKey });
    chat = await Chat.created(workbench());
    await workbench().notifications.dismissAll();
  });

  afterEach(() => {
    userdesk().reply = held.reply;
  });

  it('is kept as far as it came when it is cut in the middle of a character', async () => {
    await chat.say('Cut it');
    const answer = await held.nth(1);
    const bytes = Buffer.from('Guten Tag, schöne Grüße 👩‍💻');
    await answer.write(bytes.subarray(0, bytes.length - 2));
    await chat.untilAnswered('Grüße 👩');
    answer.cut();
    await chat.until('incomplete');
    // A joiner stood before the emoji that was cut.
    equal(await chat.answer.locator('.content').textContent(), 'Guten Tag, schöne Grüße 👩\u200d');
    deepEqual(await chat.told(), {
      sentence:
        'The connection broke before the answer ended. What came is kept. "Ask again" sends the message anew.',
      offers: ['Ask again'],
    });
    await chat.frame.getByRole('status').getByText('Incomplete: The connection broke').waitFor();
    equal(held.all.length, 1);
  });

  it('can be asked for again, and the incomplete one stays', async () => {
    await chat.button('Ask again').click();
    const anew = await held.nth(2);
    equal(anew.sent.message, 'Cut it');
    await anew.write('Whole');
    anew.end();
    await chat.untilAnswered('Whole');
    await chat.until('done');
    deepEqual(await chat.own.locator('.content').allInnerTexts(), ['Cut it', 'Cut it']);
    const incomplete = chat.frame.locator('article.answer[data-state="incomplete"]');
    match(await incomplete.innerText(), /What came is kept\.$/m);
    equal(await incomplete.getByText('Ask again').count(), 0);
    equal(held.all.length, 2);
  });

  it('is told as incomplete when the beginning is all that ever comes', async () => {
    await chat.say('Break off');
    const answer = await held.nth(3);
    await answer.write('The beginning');
    await chat.untilAnswered('The beginning');
    await userdesk().closeConnections();
    await chat.until('incomplete');
    equal(await chat.answer.locator('.content').innerText(), 'The beginning');
  });

  it('is understood when it is JSON in place of a stream', async () => {
    userdesk().reply = json({ success: true, response: 'In **JSON**', conversationId: 'other' });
    equal(await chat.ask('JSON?'), 'In JSON');
    equal(await chat.answer.locator('strong').innerText(), 'JSON');
    // An ID in it is not the panel's.
    await chat.ask('And the same conversation?');
    const { conversationId } = JSON.parse(userdesk().requests.at(-1)?.body ?? '') as object & {
      conversationId: string;
    };
    equal(conversationId, chat.conversationId);
  });

  it('is told as empty when nothing comes', async () => {
    userdesk().reply = text('', 200, plain);
    await chat.say('Anything?');
    await chat.until('done');
    await chat.answer.getByText('The answer is empty.').waitFor();
    equal(await chat.answer.getByRole('button', { name: 'Copy message' }).count(), 0);
  });

  it('loses the byte order mark, and shows markup as text', async () => {
    userdesk().reply = text('\ufeff<b>bold</b> <script>alert(1)</script>', 200, plain);
    equal(await chat.ask('Markup'), '<b>bold</b> <script>alert(1)</script>');
    equal(await chat.answer.locator('b, script').count(), 0);
  });

  it('is shown without the key, however it is echoed', async () => {
    const authorization = `You sent Bearer ${apiKey}.`;
    for (const reply of [
      text(authorization, 200, plain),
      inPieces(authorization.match(/.{1,3}/g) ?? []),
      json({ success: true, response: authorization }),
    ]) {
      userdesk().reply = reply;
      equal(await chat.ask('What did I send?'), 'You sent Bearer [API key].');
    }
    userdesk().reply = json({ success: false, message: authorization });
    await chat.say('And what else?');
    await chat.until('failed');
    equal((await chat.told()).sentence, 'Userdesk said no: "You sent Bearer [API key]".');
    ok(userdesk().requests.every(({ headers }) => headers.authorization === `Bearer ${apiKey}`));
  });

  it('never has the key in a message either: that is not sent, and stays in the box', async () => {
    const count = userdesk().requests.length;
    await chat.box.fill(`My key is ${apiKey}`);
    await chat.box.press('Enter');
    await chat.frame
      .getByRole('alert')
      .filter({ hasText: /API key/ })
      .waitFor();
    equal(await chat.box.inputValue(), `My key is ${apiKey}`);
    equal(userdesk().requests.length, count);
    await chat.box.fill('');
  });

  it('leaves the key on no page, in no file and in no line of the console, at trace level', async () => {
    const log = new LogView(workbench());
    await waitFor('the log', () => Promise.resolve(log.text().includes('And what else?')));
    ok(!(await chat.frame.content()).includes(apiKey));
    deepEqual(placesOf(apiKey, workbench()), []);
    // What may be there is found: in the transcript and in the log.
    notDeepEqual(placesOf('What did I send?', workbench()), []);
    equal(userdesk().requests.filter(isMessage).length, 11);
  });
});
