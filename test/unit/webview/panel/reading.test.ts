import assert from 'node:assert/strict';
import type { ChatUnderTest } from './chatUnderTest';
import { saidBefore, useChats } from './useChats';

const long = Array.from({ length: 30 }, (_, index) => `Paragraph ${index}`).join('\n\n');

describe('A page that is drawn anew', function () {
  this.timeout(60_000);
  const { open, again } = useChats();

  const topOf = async ({ page }: ChatUnderTest, selector: string) =>
    Math.round((await page.locator(selector).boundingBox())?.y ?? assert.fail(selector));
  const isAtEnd = `(() => {
    const { scrollTop, scrollHeight, clientHeight } = document.querySelector('.scroller');
    return scrollHeight - scrollTop - clientHeight < 8;
  })()`;
  /** The host knows where the reader is. */
  const reading = async (chat: ChatUnderTest) => {
    while (chat.session.position === '') {
      await chat.page.evaluate('new Promise(requestAnimationFrame)');
    }
  };

  it('shows what the reader was at, at the same place', async () => {
    const chat = await open({ turns: saidBefore(10, () => long), height: 400 });
    const message = '.answer[data-turn="7"]';
    await chat.page.evaluate(`document.querySelector('${message}').scrollIntoView()`);
    await chat.page.evaluate(`document.querySelector('.scroller').scrollTop += 85`);
    await reading(chat);
    const before = await topOf(chat, message);
    await again(chat);
    await chat.page.getByRole('button', { name: 'Jump to latest' }).waitFor();
    assert.equal(await topOf(chat, message), before);
    await chat.say('More');
    await chat.until(isAtEnd);
  });

  it('waits for it where it has to come in first', async () => {
    const chat = await open({ turns: saidBefore(300), height: 400 });
    await chat.until('document.querySelectorAll("article").length === 601');
    const message = '.own[data-turn="17"]';
    await chat.page.evaluate(`document.querySelector('${message}').scrollIntoView()`);
    await reading(chat);
    const before = await topOf(chat, message);
    await again(chat);
    await chat.until('document.querySelectorAll("article").length === 601');
    assert.equal(await topOf(chat, message), before);
  });

  it('goes on at the end where the reader was there', async () => {
    const chat = await open({ turns: saidBefore(10, () => long), height: 400 });
    await chat.page.evaluate(`document.querySelector('.scroller').scrollTop = 100`);
    await reading(chat);
    await chat.page.getByRole('button', { name: 'Jump to latest' }).click();
    await chat.until(isAtEnd);
    while (chat.session.position !== '') {
      await chat.page.evaluate('new Promise(requestAnimationFrame)');
    }
    await again(chat);
    await chat.until(isAtEnd);
    assert.equal(await chat.page.locator('#jump').isVisible(), false);
  });

  it('leaves it to the reader who goes elsewhere meanwhile', async () => {
    const position = JSON.stringify({ turn: 999, isOwn: true, offset: 0 });
    const chat = await open({ turns: saidBefore(10, () => long), position, height: 400 });
    await chat.page.locator('.scroller').hover();
    await chat.page.mouse.wheel(0, -200);
    while (chat.session.position === position) {
      await chat.page.evaluate('new Promise(requestAnimationFrame)');
    }
    assert.notEqual(chat.session.position, '');
  });

  it('has the focus and what was selected in the message box', async () => {
    const chat = await open({ draft: 'Some words' });
    await chat.box.focus();
    await chat.box.evaluate((box: { setSelectionRange: (start: number, end: number) => void }) => {
      box.setSelectionRange(2, 6);
    });
    await chat.until('posted.at(-1).box?.end === 6');
    await again(chat);
    await chat.until(`document.activeElement.id === 'message'`);
    await chat.page.keyboard.type('X');
    assert.equal(await chat.box.inputValue(), 'SoXords');
  });
});

describe('A page that becomes narrower or wider', function () {
  this.timeout(60_000);
  const { open } = useChats();

  const words = 'Some words that wrap, so that lines depend on the width. ';
  const answer = (index: number) =>
    Array.from({ length: 6 }, (_, part) => `${index}.${part} ${words.repeat(8)}`).join('\n\n');
  const firstFrame = 'new Promise((resolve) => requestAnimationFrame(resolve))';
  /** Where a paragraph begins below the head, as a part of its height. */
  const shareOf = ({ page }: ChatUnderTest, text: string) =>
    page.evaluate<number>(`(() => {
      const paragraphs = [...document.querySelectorAll('p')];
      const paragraph = paragraphs.find(({ textContent }) => textContent.startsWith('${text} '));
      const { top, height } = paragraph.getBoundingClientRect();
      return (top - document.querySelector('header').getBoundingClientRect().bottom) / height;
    })()`);

  it('keeps what is read at the upper edge', async () => {
    const chat = await open({ turns: saidBefore(20, answer), width: 1000 });
    await chat.until('document.querySelectorAll("article").length === 41');
    // Out from under the head and a little above its edge, at once: each place is told in its frame.
    await chat.page.evaluate(`(() => {
      [...document.querySelectorAll('p')]
        .find(({ textContent }) => textContent.startsWith('9.3 ')).scrollIntoView();
      document.querySelector('.scroller').scrollTop +=
        40 - document.querySelector('header').offsetHeight;
    })()`);
    const before = await shareOf(chat, '9.3');
    assert.ok(before < -0.2 && before > -1, `${before}`);
    // The place is remembered in the frame in which it is told.
    while (chat.session.position === '') await chat.page.evaluate(firstFrame);
    for (const width of [400, 320, 700, 1000]) {
      await chat.page.setViewportSize({ width, height: 640 });
      await chat.until(`innerWidth === ${width}`);
      // Sizes are observed at the end of a frame.
      await chat.page.evaluate(firstFrame);
      await chat.page.evaluate(firstFrame);
      const share = await shareOf(chat, '9.3');
      assert.ok(Math.abs(share - before) < 0.03, `${width} px: ${share}, ${before} before`);
    }
  });

  it('goes on at the end where the reader was there', async () => {
    const chat = await open({ turns: saidBefore(20, answer), width: 1000 });
    for (const width of [320, 1000]) {
      await chat.page.setViewportSize({ width, height: 640 });
      await chat.until(`(() => {
        const { scrollTop, scrollHeight, clientHeight } = document.querySelector('.scroller');
        return innerWidth === ${width} && scrollHeight - scrollTop - clientHeight < 8;
      })()`);
    }
  });
});

describe('The focus on a message', function () {
  this.timeout(60_000);
  const { open, again } = useChats();

  it('is on that message in a page that is drawn anew, also where it has to come in first', async () => {
    const chat = await open({ turns: saidBefore(100) });
    await chat.until('document.querySelectorAll("article").length === 201');
    for (const message of ['.answer[data-turn="99"]', '.own[data-turn="3"]']) {
      await chat.page.locator(message).focus();
      const { turn, isOwn } = { turn: /\d+/.exec(message)?.[0], isOwn: message.startsWith('.own') };
      await chat.until(`(({ message }) => message?.turn === ${turn} && message.isOwn === ${isOwn})(
        posted.findLast(({ type }) => type === 'reading') ?? {})`);
      await again(chat);
      await chat.until(`document.activeElement.matches('${message}')`);
    }
    await again(chat);
    await chat.box.focus();
    await chat.until('document.querySelectorAll("article").length === 201');
    assert.equal(await chat.page.evaluate('document.activeElement.id'), 'message');
  });

  it('goes to what stands for it when it fails or is empty', async () => {
    const chat = await open();
    const first = await chat.say('one');
    await chat.page.locator('.answer[data-turn="1"]').focus();
    first.fail({ code: 'serverError', status: 500 });
    await chat.page.locator('.own[data-turn="1"] .trouble').waitFor();
    assert.equal(await focused(chat), 'message own 1');
    const second = await chat.say('two');
    await chat.page.locator('.own[data-turn="2"]').focus();
    second.end();
    await chat.messages.getByText('The answer is empty.').waitFor();
    assert.equal(await focused(chat), 'message own 2');
    const third = await chat.say('three');
    await chat.page.locator('.answer[data-turn="3"]').focus();
    third.end();
    await chat.page.locator('.answer[data-turn="3"]').getByText('empty').waitFor();
    assert.equal(await focused(chat), 'message answer 3');
  });

  const focused = ({ page }: ChatUnderTest) =>
    page.evaluate<string>(
      '`${document.activeElement.className} ${document.activeElement.dataset.turn}`',
    );
});
