import assert from 'node:assert/strict';
import type { ChatUnderTest } from './chatUnderTest';
import { saidBefore, useChats } from './useChats';
import type { Answer } from './writtenAnswers';

const paragraph = 'Some **bold** words, and `more` of them.\n\n';

describe('Answers in the panel', function () {
  this.timeout(60_000);
  const { open, again } = useChats();

  const content = ({ page }: ChatUnderTest) =>
    page.locator('.answer > .content').last().innerHTML();
  /** Number, state and text of each answer, the greeting first. */
  const answers = ({ page }: ChatUnderTest) =>
    page.evaluate<[number, string, string][]>(`
      [...document.querySelectorAll('.answer')].map((answer) => [
        Number(answer.dataset.turn), answer.dataset.state,
        answer.querySelector('.content').textContent,
      ])`);
  const isDone = (number: number) =>
    `document.querySelector('.answer[data-turn="${number}"]')?.dataset.state === 'done'`;

  async function endWhileItIsDrawn({ page }: ChatUnderTest, { end }: Answer): Promise<void> {
    await page.locator('.answer[data-turn="1"]').getByText('bold').first().waitFor();
    end();
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  }

  it('stay in their own messages, though the next comes before one is drawn', async () => {
    const chat = await open();
    const long = paragraph.repeat(5_000);
    const first = await chat.say('one');
    first.write(long);
    await endWhileItIsDrawn(chat, first);
    const second = await chat.say('two');
    second.write('The second');
    await chat.page.getByText('The second').waitFor();
    second.write(' answer');
    second.end();
    await chat.until(`${isDone(1)} && ${isDone(2)}`);
    const [, one, two] = await answers(chat);
    assert.equal(one?.[2].length, 'Some bold words, and more of them.'.length * 5_000);
    assert.deepEqual(two, [2, 'done', 'The second answer']);
    assert.equal(await chat.status.textContent(), 'Answer complete');
  });

  it('are told whole when a program sends one message after the other', async () => {
    const chat = await open();
    for (let count = 1; count <= 8; count++) {
      const sent = chat.session.send(`Message ${count}`);
      const { write, end } = await chat.answer(count);
      write(`Answer ${count}`);
      end();
      await sent;
    }
    await chat.until(isDone(8));
    const expected = Array.from({ length: 8 }, (_, index) => [
      index + 1,
      'done',
      `Answer ${index + 1}`,
    ]);
    assert.deepEqual((await answers(chat)).slice(1), expected);
    assert.equal(await chat.messages.filter({ hasText: 'Answering…' }).count(), 0);
  });

  it('are told as empty or failed while the one before is drawn still', async () => {
    const chat = await open();
    const first = await chat.say('one');
    first.write(paragraph.repeat(5_000));
    await endWhileItIsDrawn(chat, first);
    (await chat.say('two')).end();
    await chat.messages.getByText('The answer is empty.').waitFor();
    (await chat.say('three')).fail({ code: 'serverError', status: 500 });
    await chat.page.locator('.own[data-turn="3"] .trouble').waitFor();
    await chat.until(isDone(1));
    assert.deepEqual(
      (await answers(chat)).map(([number, state]) => `${number} ${state}`),
      ['0 done', '1 done', '2 done'],
    );
  });

  it('come whole into a page that is opened in the middle of a long one, and go on', async () => {
    const chat = await open();
    const { write, end } = await chat.say('one');
    write(paragraph.repeat(4_000));
    await again(chat);
    write('The end');
    end();
    await chat.until(isDone(1));
    const text = (await answers(chat))[1]?.[2];
    assert.equal(text, `${'Some bold words, and more of them.'.repeat(4_000)}The end`);
    assert.equal(await chat.page.locator('.tail').count(), 0);
  });

  it('come whole into a page that is opened later, formatted, one can copy and see as text', async () => {
    const chat = await open({
      turns: saidBefore(40, (n) => (n === 3 ? paragraph.repeat(9_000) : 'A')),
    });
    await chat.until('document.querySelectorAll("article").length === 81');
    const length = 'Some bold words, and more of them.'.length * 9_000;
    const third = `document.querySelector('.answer[data-turn="3"] > .content')`;
    await chat.until(`${third}.textContent.length === ${length}`);
    assert.equal(await chat.page.evaluate(`${third}.querySelectorAll('strong').length`), 9_000);
    const plain = `document.querySelector('.answer[data-turn="3"] [data-action="togglePlain"]')`;
    await chat.page.evaluate(`${plain}.click()`);
    await chat.until(`${third}.textContent.length === ${paragraph.length * 9_000}`);
    await chat.page.evaluate(`${plain}.click()`);
    await chat.until(`${third}.querySelectorAll('strong').length === 9_000`);
  });

  it('come whole into a page that is opened in the middle', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    write('One **two');
    await chat.page.getByText('One').waitFor();
    await again(chat);
    write('** three');
    await chat.page.getByText('three').waitFor();
    await chat.page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    end();
    await chat.ended();
    assert.equal(await content(chat), '<p>One <strong>two</strong> three</p>');
    assert.equal(await chat.messages.count(), 3);
  });

  it('have nothing of one that was stopped', async () => {
    const chat = await open();
    const first = await chat.say('one');
    first.write('first');
    await chat.page.getByText('first').waitFor();
    await chat.send.click();
    await chat.page.locator('[data-state="stopped"]').first().waitFor();
    const second = await chat.say('two');
    second.write('second');
    second.end();
    await chat.ended();
    assert.equal(await content(chat), '<p>second</p>');
  });

  it('are not lost where a page is drawn while they end', async () => {
    const chat = await open();
    const { write, end } = await chat.say('one');
    write('The answer');
    await chat.page.getByText('The answer').waitFor();
    const drawing = again(chat);
    end();
    await drawing;
    await chat.until(isDone(1));
    assert.deepEqual((await answers(chat))[1], [1, 'done', 'The answer']);
  });
});
