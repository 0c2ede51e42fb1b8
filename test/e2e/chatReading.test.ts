import { equal, match } from 'node:assert/strict';
import { Chat } from './support/chat';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';

describe('A long chat', () => {
  const workbench = useWorkbench({ settings: { 'userdesk.defaultChatbot': 'sandbox-support' } });
  let chat: Chat;

  before(async () => {
    chat = await Chat.create(workbench());
  });

  it('leaves the Enter that ends a composition to the input method', async () => {
    const { page } = workbench();
    await chat.box.click();
    const browser = await page.context().newCDPSession(page);
    const compose = (text: string) =>
      browser.send('Input.imeSetComposition', {
        ...{ text, selectionStart: text.length, selectionEnd: text.length },
      });
    await compose('こんにちは');
    await waitFor('the composition', async () => (await chat.box.inputValue()) === 'こんにちは');
    // As an input method has it: the key is taken by the composition and told by code 229.
    const key = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 };
    await browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await browser.send('Input.insertText', { text: 'こんにちは' });
    await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    equal(await chat.own.count(), 0);
    equal(await chat.box.inputValue(), 'こんにちは');
    await page.keyboard.press('Enter');
    await chat.untilAnswered('こんにちは');
    await chat.until('done');
  });

  it('stays where one reads while an answer comes, and leads back to its end', async () => {
    const { page } = workbench();
    await chat.ask('long');
    equal(await isAtEnd(), true);
    await chat.say('long');
    await chat.untilAnswered('2.');
    await chat.answer.hover();
    await page.mouse.wheel(0, -1500);
    const jump = chat.button('Jump to latest');
    await jump.waitFor();
    await atRest();
    const place = await firstInSight();
    await chat.until('done');
    equal(await firstInSight(), place);
    await jump.click();
    await waitFor('the end', isAtEnd);
    await jump.waitFor({ state: 'hidden' });
    // Sending is a wish to see what comes.
    await page.mouse.wheel(0, -1500);
    await jump.waitFor();
    match(await chat.ask('help'), /I have an answer for each of these/);
    await waitFor('the end', isAtEnd);
  });

  it('goes on where one was when its tab is shown again: the place, the focus, the selection', async () => {
    const { page } = workbench();
    await chat.box.fill('Some words');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await chat.answer.hover();
    await page.mouse.wheel(0, -1200);
    await chat.button('Jump to latest').waitFor();
    await atRest();
    const place = await firstInSight();
    const first = page.locator('.tab').first();
    const other = await Chat.create(workbench());
    equal(await other.articles.count(), 1);
    await first.click();
    chat = await Chat.of(workbench(), chat.conversationId);
    equal(
      await chat.frame.evaluate(`document.querySelector('#message').defaultValue`),
      'Some words',
      'it was painted with the draft',
    );
    await waitFor('the place', async () => (await firstInSight()) === place);
    await chat.frame.locator('#message:focus').waitFor();
    await page.keyboard.type('Others');
    equal(await chat.box.inputValue(), 'Others');
  });

  const isAtEnd = () =>
    chat.frame.evaluate<boolean>(`(() => {
      const { scrollTop, scrollHeight, clientHeight } = document.querySelector('.scroller');
      return scrollHeight - scrollTop - clientHeight < 8;
    })()`);

  /** The wheel's own movement is over. */
  const atRest = () =>
    chat.frame.evaluate(`new Promise((done) => {
      let last;
      const look = () => {
        const { scrollTop } = document.querySelector('.scroller');
        if (scrollTop === last) return done();
        last = scrollTop;
        setTimeout(look, 100);
      };
      look();
    })`);

  /** Where the first paragraph in sight stands. */
  const firstInSight = () =>
    chat.frame.evaluate<string>(`(() => {
      const top = document.querySelector('header').getBoundingClientRect().bottom;
      const first = [...document.querySelectorAll('p')]
        .find((each) => each.getBoundingClientRect().top > top);
      return first.textContent + ' at ' + Math.round(first.getBoundingClientRect().top);
    })()`);
});
