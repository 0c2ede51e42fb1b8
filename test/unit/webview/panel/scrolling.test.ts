import assert from 'node:assert/strict';
import type { ChatUnderTest } from './chatUnderTest';
import { saidBefore, useChats } from './useChats';

const longName = { origin: 'https://a', id: '1', name: 'A long name '.repeat(80) };

describe('The messages in the panel, scrolled', function () {
  this.timeout(60_000);
  const { open } = useChats();

  it('are all there in the end, however many, and the last ones at once', async () => {
    const chat = await open({ turns: saidBefore(300), height: 400 });
    await chat.messages.getByText('Answer 300').waitFor();
    assert.equal(await atEnd(chat), true);
    await chat.until('document.querySelectorAll("article").length === 601');
    assert.equal(await atEnd(chat), true);
    const numbers = await chat.page.evaluate<number[]>(
      `[...document.querySelectorAll('article')].map(({ dataset }) => Number(dataset.turn))`,
    );
    const expected = [
      0,
      ...Array.from({ length: 300 }, (_, index) => [index + 1, index + 1]).flat(),
    ];
    assert.deepEqual(numbers, expected);
  });

  it('follow the end while one is there, and stay where one reads', async () => {
    const long = Array.from({ length: 40 }, (_, index) => `Paragraph ${index}`).join('\n\n');
    const chat = await open({ turns: saidBefore(6), height: 400 });
    const { write, end } = await chat.say('Hello');
    write(long);
    await chat.page.getByText('Paragraph 39').waitFor();
    await chat.until(isAtEnd);
    assert.equal(await chat.page.locator('#jump').isVisible(), false);

    await chat.page.evaluate(`document.querySelector('.scroller').scrollTop = 100`);
    const jump = chat.page.getByRole('button', { name: 'Jump to latest' });
    await jump.waitFor();
    const before = await placeOf(chat, 'Message 3');
    write(`\n\n${long}\n\nThe end`);
    await chat.page.getByText('The end').waitFor();
    end();
    await chat.ended();
    assert.equal(await placeOf(chat, 'Message 3'), before);
    await jump.click();
    await chat.until(isAtEnd);
    await jump.waitFor({ state: 'hidden' });
  });

  it('keep room on a page as low as one of 400 %, where the head scrolls away', async () => {
    const chat = await open({
      ...{ turns: saidBefore(3), width: 302, height: 188 },
      conversation: { userName: 'Ada '.repeat(200), chatbot: longName },
    });
    const room = await chat.page.evaluate<number>(
      `document.querySelector('.scroller').clientHeight`,
    );
    assert.ok(room > 80, `${room} px`);
    await chat.messages.last().getByText('Answer 3').waitFor();
    assert.equal(await chat.page.getByRole('heading', { level: 1 }).isVisible(), true);
    const [head, last] = await Promise.all(
      [chat.page.locator('header'), chat.messages.last()].map((each) => each.boundingBox()),
    );
    assert.ok((head?.y ?? 0) + (head?.height ?? 0) <= (last?.y ?? 0));
  });

  it('do not move what is being read while older ones come in', async () => {
    const chat = await open({ turns: saidBefore(200), height: 400 });
    await chat.page.evaluate(`document.querySelector('.scroller').scrollTop = 40`);
    const text = (await chat.messages.first().innerText()).split('\n').at(-1) ?? '';
    const before = await placeOf(chat, text);
    await chat.until('document.querySelectorAll("article").length === 401');
    assert.equal(await placeOf(chat, text), before);
  });

  it('are left by whoever scrolls up, however slowly, and followed again from the end', async () => {
    const chat = await open({ turns: saidBefore(20), height: 400 });
    const { write, end } = await chat.say('Hello');
    write('Piece 0');
    await chat.page.getByText('Piece 0').waitFor();
    await chat.until(isAtEnd);
    const start = await topOf(chat);
    await chat.page.locator('.scroller').hover();
    for (let tick = 1; tick <= 5; tick++) {
      await chat.page.mouse.wheel(0, -4);
      await chat.until(`document.querySelector('.scroller').scrollTop <= ${start - 4 * tick}`);
      write(`\n\nPiece ${tick}`);
      await chat.page.getByText(`Piece ${tick}`).waitFor();
      assert.equal(await topOf(chat), start - 4 * tick);
    }
    await chat.page.mouse.wheel(0, 10_000);
    await chat.until(isAtEnd);
    write('\n\nThe end');
    await chat.page.getByText('The end').waitFor();
    await chat.until(isAtEnd);
    end();
    await chat.ended();
    assert.equal(await atEnd(chat), true);
  });

  it('are followed still where the page becomes higher and lower', async () => {
    const chat = await open({ turns: saidBefore(20), height: 400 });
    const { write, end } = await chat.say('Hello');
    write('Piece 0');
    await chat.page.getByText('Piece 0').waitFor();
    for (const lines of [5, 0, 7, 1]) {
      await chat.box.fill('A line\n'.repeat(lines));
      write(`\n\nBeside ${lines}`);
      await chat.page.getByText(`Beside ${lines}`).waitFor();
      await chat.until(isAtEnd);
    }
    end();
    await chat.ended();
    assert.equal(await atEnd(chat), true);
  });

  it('give the focus to the last one from the way back to it', async () => {
    const chat = await open({ turns: saidBefore(20), height: 400 });
    await chat.page.evaluate(`document.querySelector('.scroller').scrollTop = 0`);
    await chat.page.getByRole('button', { name: 'Jump to latest' }).press('Enter');
    await chat.until(isAtEnd);
    assert.equal(await chat.page.locator('.answer[data-turn="20"]:focus').count(), 1);
  });

  it('stay at their end when the focus goes to the head', async () => {
    const chat = await open({ turns: saidBefore(20), height: 400 });
    await chat.until(isAtEnd);
    await chat.page.locator('#copy').focus();
    await chat.page.evaluate('new Promise(requestAnimationFrame)');
    assert.equal(await atEnd(chat), true);
    await chat.page.locator('#jump').waitFor({ state: 'hidden' });
  });

  it('are not under the head when one goes to them with arrow keys', async () => {
    const chat = await open({
      ...{ turns: saidBefore(8), height: 600 },
      conversation: { userName: 'Ada '.repeat(20) },
    });
    await chat.messages.last().focus();
    for (let turn = 8; turn > 0; turn--) {
      for (const message of ['own', 'answer']) {
        await chat.page.keyboard.press('ArrowUp');
        await chat.until(`(() => {
          const { top } = document.activeElement.getBoundingClientRect();
          return top >= document.querySelector('header').getBoundingClientRect().bottom;
        })()`);
        const at = message === 'own' ? turn : turn - 1;
        assert.equal(await chat.page.locator(`.${message}[data-turn="${at}"]:focus`).count(), 1);
      }
    }
  });

  it('are seen though an ID is higher than the page, and that is told in full', async () => {
    const id = 'i'.repeat(900);
    const chat = await open({ turns: saidBefore(8), width: 200, conversation: { id } });
    const [head, last] = await Promise.all(
      [chat.page.locator('header'), chat.messages.last()].map((each) => each.boundingBox()),
    );
    assert.ok((head?.height ?? 0) > 500);
    assert.ok((head?.y ?? 0) + (head?.height ?? 0) <= (last?.y ?? 0));
    assert.equal(await chat.page.locator('.id').innerText(), id);
  });

  it('do not move what is read in the middle while a long one above it comes in', async () => {
    const words = 'Some **bold** words.\n\n';
    const turns = saidBefore(8, (index) => (index === 4 ? words.repeat(9_000) : 'A\n\n'.repeat(9)));
    const chat = await open({ turns, height: 500 });
    await chat.page.evaluate(
      `document.querySelector('.own[data-turn="5"]').scrollIntoView({ block: 'center' })`,
    );
    const before = await placeOf(chat, 'Message 5');
    const long = `document.querySelector('.answer[data-turn="4"] > .content')`;
    await chat.until(`${long}.textContent.length === ${'Some bold words.'.length * 9_000}`);
    assert.equal(await placeOf(chat, 'Message 5'), before);
  });

  const topOf = ({ page }: ChatUnderTest) =>
    page.evaluate<number>(`document.querySelector('.scroller').scrollTop`);
  const isAtEnd = `(() => {
    const { scrollTop, scrollHeight, clientHeight } = document.querySelector('.scroller');
    return scrollHeight - scrollTop - clientHeight < 8;
  })()`;
  const atEnd = ({ page }: ChatUnderTest) => page.evaluate<boolean>(isAtEnd);

  async function placeOf(chat: ChatUnderTest, text: string): Promise<number | undefined> {
    return (await chat.page.getByText(text, { exact: true }).boundingBox())?.y;
  }
});
