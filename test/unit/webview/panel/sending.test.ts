import assert from 'node:assert/strict';
import type { ChatUnderTest } from './chatUnderTest';
import { useChats } from './useChats';

/** Keys that are read when the test wants it. */
function lockedKeys(): { knownKeys: () => Promise<string[]>; unlock: () => void } {
  let unlock!: () => void;
  const unlocked = new Promise<void>((resolve) => (unlock = resolve));
  return { knownKeys: () => unlocked.then(() => []), unlock };
}

const button = ({ page }: ChatUnderTest, name: 'Send' | 'Stop') =>
  page.getByRole('button', { name, exact: true });

describe('The button that sends and stops', function () {
  this.timeout(60_000);
  const { open } = useChats();

  it('means what it meant when the press began', async () => {
    const chat = await open();
    const { end } = await chat.say('one');
    await button(chat, 'Stop').waitFor();
    await chat.box.fill('half a dra');
    await button(chat, 'Stop').hover();
    await chat.page.mouse.down();
    end();
    await chat.page.locator('#send[aria-label="Send"]:not([aria-disabled])').waitFor();
    await chat.page.mouse.up();
    assert.equal(await chat.box.inputValue(), 'half a dra');
    await button(chat, 'Send').click();
    assert.equal((await chat.answer(2)).message, 'half a dra');
    assert.equal((await chat.asked()).filter(({ type }) => type === 'send').length, 2);
  });

  it('takes no second click on Send for Stop, and then stops', async () => {
    const chat = await openWithoutTime();
    await chat.box.fill('Hello');
    await button(chat, 'Send').click();
    const { signal } = await chat.answer();
    await button(chat, 'Stop').click({ force: true });
    await chat.page.clock.runFor(1000);
    assert.equal(signal.aborted, false);
    await button(chat, 'Stop').click();
    await chat.page.getByText('Stopped. Userdesk may go on writing.').waitFor();
    assert.equal(signal.aborted, true);
    assert.equal((await chat.asked()).filter(({ type }) => type === 'stop').length, 1);
  });

  it('sends no draft that is under it when the answer ends right before it is to stop', async () => {
    const chat = await openWithoutTime();
    const { end } = await chat.say('one');
    await button(chat, 'Stop').waitFor();
    await chat.box.fill('half a dra');
    end();
    await button(chat, 'Send').click({ force: true });
    await chat.page.clock.runFor(1000);
    assert.equal(await chat.box.inputValue(), 'half a dra');
    await button(chat, 'Send').click();
    assert.equal((await chat.answer(2)).message, 'half a dra');
    assert.equal((await chat.asked()).filter(({ type }) => type === 'send').length, 2);
  });

  /** Time in the page goes on only when the test says so. */
  async function openWithoutTime(): Promise<ChatUnderTest> {
    const chat = await open();
    await chat.page.clock.install();
    await chat.page.clock.pauseAt(Date.now() + 60_000);
    return chat;
  }
});

describe('A message on its way', function () {
  this.timeout(60_000);
  const { open } = useChats();

  it('is sent once, however often Enter comes before it is known to be kept', async () => {
    const chat = await open();
    const hand = chat.hand.bind(chat);
    const kept: unknown[] = [];
    chat.hand = (message) => kept.push(message);
    const { end } = await chat.say('Hello');
    end();
    while (chat.session.isAnswering) await new Promise(setImmediate);
    await chat.box.press('Enter');
    await chat.send.click();
    chat.hand = hand;
    kept.splice(0).forEach(hand);
    await chat.until('document.querySelector("#message").value === ""');
    assert.equal((await chat.asked()).filter(({ type }) => type === 'send').length, 1);
    await chat.say('Again');
    assert.equal(chat.askedCount, 2);
  });

  it('shows before it is sent, and can be stopped: it stays in the box', async () => {
    const { knownKeys, unlock } = lockedKeys();
    const chat = await open({ knownKeys });
    await chat.box.fill('Hello');
    await chat.box.press('Enter');
    await chat.status.getByText('Sending').waitFor();
    await button(chat, 'Stop').click();
    await chat.page.getByRole('alert').getByText('Stopped before it was sent.').waitFor();
    await button(chat, 'Send').waitFor();
    assert.equal(await chat.status.textContent(), '');
    assert.equal(await chat.box.inputValue(), 'Hello');
    assert.equal(await chat.messages.count(), 1);
    unlock();
    await chat.box.press('Enter');
    assert.equal((await chat.answer()).message, 'Hello');
    assert.equal(chat.askedCount, 1);
  });

  it('leaves the box as it was when it is refused', async () => {
    const apiKey = 'uk-0123456789abcdef';
    const chat = await open({ knownKeys: () => Promise.resolve([apiKey]) });
    await chat.box.fill(`It is ${apiKey}`);
    await chat.box.press('Enter');
    await chat.page.getByRole('alert').getByText('API key').waitFor();
    await button(chat, 'Send').waitFor();
    assert.equal(await chat.status.textContent(), '');
    assert.equal(await chat.box.inputValue(), `It is ${apiKey}`);
    await chat.box.fill('It is secret');
    await chat.box.press('Enter');
    assert.equal((await chat.answer()).message, 'It is secret');
  });

  it('leaves alone what an input method composes meanwhile', async () => {
    const { knownKeys, unlock } = lockedKeys();
    const chat = await open({ knownKeys });
    await chat.box.fill('Hello');
    await chat.box.press('Enter');
    const browser = await chat.page.context().newCDPSession(chat.page);
    const compose = (text: string) =>
      browser.send('Input.imeSetComposition', {
        ...{ text, selectionStart: text.length, selectionEnd: text.length },
      });
    await compose('こ');
    unlock();
    await chat.answer();
    chat.post({ type: 'status', text: 'All of it was told' });
    await chat.status.getByText('All of it was told').waitFor();
    await compose('こん');
    assert.equal(await chat.box.inputValue(), 'Helloこん');
    await browser.send('Input.insertText', { text: 'こん' });
    await chat.until('document.querySelector("#message").value === "こん"');
    await chat.until('posted.some(({ text }) => text === "こん")');
    assert.equal(chat.session.draft, 'こん');
  });
});
