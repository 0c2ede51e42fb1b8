import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatUnderTest } from './chatUnderTest';
import { saidBefore, useChats } from './useChats';

const markdown = [
  '## Orders',
  '',
  'You can **change** it, see [help](https://help.example.com/a):',
  '',
  '1. Open *My orders*.',
  '',
  '2. Select `Edit`.',
  '   - now',
  '',
  '```js',
  'const a = 1;',
  '',
  'const b = `🙂`;',
  '```',
  '',
  '| a | b |',
  '|---|---|',
  '| 1 | 2 |',
  '',
  '> quoted 👩‍💻 <img src=x onerror=alert(1)>',
].join('\n');

describe('The messages in the panel', function () {
  this.timeout(60_000);
  const { open, again } = useChats();

  const content = ({ page }: ChatUnderTest) =>
    page.locator('.answer > .content').last().innerHTML();
  it('are articles with their authors, and tell their states', async () => {
    const chat = await open();
    const statuses: string[] = [];
    await chat.page.exposeFunction('statusChanged', (text: string) => statuses.push(text));
    await chat.page.evaluate(`new MutationObserver(() =>
      statusChanged(document.querySelector('#status').textContent)
    ).observe(document.querySelector('#status'), { childList: true, characterData: true })`);
    const { write, end } = await chat.say('Where is <b>it</b>?\n**Now**');
    await chat.messages.filter({ hasText: 'Sending…' }).waitFor();
    write('On its ');
    await chat.messages.filter({ hasText: 'Answering…' }).waitFor();
    write('way.');
    end();
    await chat.ended();
    const labels = await chat.page.evaluate<string[]>(
      `[...document.querySelectorAll('article')].map((each) => each.getAttribute('aria-label'))`,
    );
    assert.deepEqual(labels, ['Support bot', 'You', 'Support bot']);
    assert.equal(
      await chat.messages.nth(1).locator('.content').innerText(),
      'Where is <b>it</b>?\n**Now**',
    );
    assert.equal(await chat.messages.nth(2).locator('.content').innerText(), 'On its way.');
    assert.match(
      await chat.messages.nth(2).innerText(),
      /first text (?:< )?\d+\.\d s · (?:< )?\d+\.\d s/,
    );
    assert.deepEqual(statuses, ['Sending', 'Answering', 'Answer complete']);
    assert.equal(await chat.page.locator('#count').innerText(), '3 messages');
  });

  it('look the same however an answer comes in pieces, and when they are drawn anew', async () => {
    const chat = await open();
    const whole = await chat.say('whole');
    whole.write(markdown);
    whole.end();
    await chat.ended();
    const expected = await content(chat);
    assert.match(expected, /<ol>[^]*<pre [^]*<table [^]*<blockquote>/);
    assert.doesNotMatch(expected, /<img/);
    let count = 1;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: markdown.length - 1 }), { maxLength: 12 }),
        async (cuts) => {
          const { write, end } = await chat.say(`cut ${++count}`);
          const ends = [...new Set([...cuts, markdown.length])].sort((a, b) => a - b);
          let start = 0;
          for (const cut of ends) {
            write(markdown.slice(start, cut));
            start = cut;
            await chat.page.evaluate('new Promise(requestAnimationFrame)');
          }
          end();
          await chat.ended();
          assert.equal(await content(chat), expected);
        },
      ),
      { numRuns: 12 },
    );
    await again(chat);
    assert.equal(await content(chat), expected);
  });

  it('stand in the same places when they are long, drawn anew or as they came', async () => {
    const chat = await open({ width: 600 });
    const { write, end } = await chat.say('Where?');
    for (let part = 0; part < 40; part++) write(`Part ${part} of it.\n\n${markdown}\n\n`);
    end();
    await chat.ended();
    const places = () =>
      chat.page.evaluate<number[]>(`(() => {
        const content = [...document.querySelectorAll('.answer > .content')].at(-1);
        return [...content.querySelectorAll('p, h2, li, pre, table, blockquote')].map((block) =>
          Math.round(block.getBoundingClientRect().top - content.getBoundingClientRect().top),
        );
      })()`);
    const groups = () => chat.page.locator('.answer .blocks').count();
    assert.notEqual(await groups(), 0);
    const asTheyCame = await places();
    await again(chat);
    assert.equal(await groups(), 0);
    assert.deepEqual(await places(), asTheyCame);
  });

  it('tell what went wrong inside the message, with the way out of the last one alone', async () => {
    const chat = await open();
    const first = await chat.say('one');
    first.fail({ code: 'timedOut', timeoutMs: 30_000 });
    await chat.messages.getByText('did not answer within 30 seconds').waitFor();
    assert.equal(await chat.messages.count(), 2);
    assert.match(await chat.status.innerText(), /^Failed: Userdesk did not answer/);
    await chat.page.getByRole('button', { name: 'Try again', exact: true }).click();
    assert.deepEqual((await chat.asked()).at(-1), { type: 'wayOut', id: 'tryAgain' });

    const second = await chat.say('two');
    second.write('Then please con');
    second.fail({ code: 'answerCut', host: 'api.userdesk.io' });
    await chat.messages
      .getByText('The connection broke before the answer ended. What came is kept.')
      .waitFor();
    assert.equal(await chat.page.getByRole('button', { name: 'Try again' }).count(), 0);
    await chat.messages.getByText('sends the message anew').waitFor();
    await chat.page.getByRole('button', { name: 'Ask again', exact: true }).click();
    assert.deepEqual((await chat.asked()).at(-1), { type: 'wayOut', id: 'askAgain' });

    // Once it is asked again, neither button nor hint is there; the focus is where they were.
    void chat.session.send('two');
    const third = await chat.answer(3);
    third.write('Yes');
    third.end();
    await chat.ended();
    assert.equal(await chat.messages.getByText(/again/i).count(), 0);
    assert.equal(await chat.page.evaluate('document.activeElement.dataset.turn'), '2');
  });

  it('tell that an answer is empty, to screen readers too', async () => {
    const chat = await open();
    (await chat.say('Hello')).end();
    await chat.messages.getByText('The answer is empty.').waitFor();
    await chat.status.getByText('The answer is empty').waitFor();
  });

  it('can be seen as plain text and copied, named by a number alone', async () => {
    const chat = await open({ turns: saidBefore(2, () => '**a**\n```\nx\n```\n\n```\ny\n```') });
    const last = chat.messages.last();
    await last.hover();
    await last.getByRole('button', { name: 'Show as plain text' }).click();
    await last.locator('.plain').waitFor();
    assert.equal(await last.locator('.content').innerText(), '**a**\n```\nx\n```\n\n```\ny\n```');
    await last.getByRole('button', { name: 'Show as plain text', pressed: true }).click();
    await last.locator('strong').waitFor();
    await last.getByRole('button', { name: 'Copy message' }).click();
    assert.deepEqual((await chat.asked()).at(-1), { type: 'copyAnswer', turn: 2 });
    chat.post({ type: 'copied', what: 'text' });
    await chat.status.getByText('Copied').waitFor();
    await last.getByRole('button', { name: 'Copy code' }).last().click();
    assert.deepEqual((await chat.asked()).at(-1), { type: 'copyCode', turn: 2, index: 1 });
  });

  it('are one stop of the Tab key, with arrows from one to the next', async () => {
    const chat = await open({ turns: saidBefore(3), height: 1000 });
    await chat.page.locator('#copy').focus();
    await chat.page.keyboard.press('Tab');
    const focused = () =>
      chat.page.evaluate('document.activeElement.closest("article")?.dataset.turn');
    assert.equal(await focused(), '3');
    for (const [key, turn] of [
      ['ArrowUp', '3'],
      ['ArrowUp', '2'],
      ['Home', '0'],
      ['ArrowDown', '1'],
      ['End', '3'],
    ] as const) {
      await chat.page.keyboard.press(key);
      assert.equal(await focused(), turn, key);
    }
    for (const label of ['Copy message', 'Show as plain text', 'Message']) {
      await chat.page.keyboard.press('Tab');
      assert.equal(
        await chat.page.evaluate('document.activeElement.getAttribute("aria-label")'),
        label,
      );
    }
  });

  it('leave nothing in the state of the page but the ID and whose it is', async () => {
    const chat = await open({ turns: saidBefore(1), draft: 'secret' });
    assert.deepEqual(await chat.page.evaluate('webviewState'), {
      conversationId: '7bb301ad-e691',
      origin: 'https://api.userdesk.io',
    });
  });

  it('have every line in its own direction, and code from the left', async () => {
    const message = 'كيف أغير طلبي؟\nThanks, Ada.';
    const answer = 'أكد `cancel()` الآن\n\n- أكد `cancel()`\n- Confirm it!';
    const turns = saidBefore(1, () => answer).map((turn) => ({ ...turn, message }));
    const chat = await open({ turns, width: 600 });
    /** The first and the last character of a line, from the left. */
    const isLeftToRight = (selector: string, from = 0) =>
      chat.page.evaluate<boolean>(`(() => {
        const text = [...document.querySelectorAll('${selector}')].at(-1).firstChild;
        const left = (index) => {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + 1);
          return range.getBoundingClientRect().left;
        };
        return left(${from}) < left(text.length - 1);
      })()`);
    assert.equal(await isLeftToRight('.answer p > code'), true);
    assert.equal(await isLeftToRight('.answer li > code'), true);
    assert.equal(await isLeftToRight('.answer li'), true);
    assert.equal(await isLeftToRight('.own > .content', message.indexOf('T')), true);
  });

  it('never grow wider than the page, and never cut the ID short', async () => {
    const wide = 'W'.repeat(200);
    const chat = await open({
      conversation: { greeting: `${wide}\n\n|${'a|'.repeat(30)}\n|${'-|'.repeat(30)}` },
      turns: saidBefore(2, () => `\`\`\`\n${wide}\n\`\`\`\n${wide}`),
    });
    for (const width of [200, 320, 600, 1200]) {
      await chat.page.setViewportSize({ width, height: 640 });
      const tooWide = await chat.page.evaluate<string[]>(
        `[...document.querySelectorAll('html, .scroller, main, header, footer, article')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          .map(({ localName }) => localName)`,
      );
      assert.deepEqual(tooWide, [], `${width} px`);
      assert.equal(await chat.page.locator('.id').innerText(), '7bb301ad-e691');
    }
  });
});
