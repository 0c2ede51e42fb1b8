import assert from 'node:assert/strict';
import type { ChatUnderTest } from './chatUnderTest';
import { useChats } from './useChats';

const link = '[docs](https://docs.example.com/x)';

describe('While an answer comes', function () {
  this.timeout(60_000);
  const { open, again } = useChats();

  it('its code can be copied', async () => {
    const chat = await open({ width: 600 });
    const { write, end } = await chat.say('Hello');
    write('```\nfirst();\n');
    await chat.page.getByText('first').waitFor();
    await chat.messages.last().getByRole('button', { name: 'Copy code' }).hover();
    for (const line of ['second', 'third']) {
      await chat.page.mouse.down();
      write(`${line}();\n`);
      await chat.page.getByText(line).waitFor();
      await chat.page.mouse.up();
      assert.deepEqual((await chat.asked()).at(-1), { type: 'copyCode', turn: 1, index: 0 });
      chat.post({ type: 'copied', what: 'text' });
      await chat.page.locator('.code > .confirmed').waitFor();
    }
    write('fourth();\n');
    await chat.page.getByText('fourth').waitFor();
    assert.equal(await chat.page.locator('.code > .confirmed').count(), 1);
    end();
    await chat.ended();
  });

  it('what is selected, focused or scrolled sideways in it stays so to its end', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    write(`One ${link}\n\n\`\`\`\n${'x'.repeat(300)}\n`);
    await chat.page.locator('pre').waitFor();
    await chat.page.locator('.answer[data-turn="1"] a').focus();
    await select(chat, 'pre code', 8);
    await chat.page.evaluate(`document.querySelector('pre').scrollLeft = 200`);
    const keep = async () => {
      assert.equal(await focused(chat), 'a');
      assert.equal(await selected(chat), 'xxxxxxxx');
      assert.equal(await chat.page.evaluate(`document.querySelector('pre').scrollLeft`), 200);
    };
    for (const piece of ['more();\n', '```\n', '\nText after\n\n', '- and a list']) {
      const last = piece.replace(/^- |\W*$/g, '').trim();
      write(piece);
      if (last) await chat.messages.last().getByText(last).waitFor();
      await keep();
    }
    end();
    await chat.ended();
    await keep();
  });

  it('its last paragraph keeps them when it is settled, and when the answer ends', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    for (const next of ['One', 'Two']) {
      write(`${next} ${link}`);
      const last = '.answer[data-turn="1"] p:last-child';
      await chat.page.locator(last).getByText(next).locator('a').focus();
      await select(chat, last, 3);
      write('\n\nThree\n\n');
      await chat.messages.last().getByText('Three').last().waitFor();
      assert.deepEqual([await focused(chat), await selected(chat)], ['a', next]);
    }
    write(`Four ${link}`);
    await chat.page.getByText('Four').locator('a').focus();
    await select(chat, '.answer[data-turn="1"] p:last-child', 4);
    end();
    await chat.ended();
    assert.deepEqual([await focused(chat), await selected(chat)], ['a', 'Four']);
  });

  it('they stay where a long one goes on in another group', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    write(`${'Some words\n\n'.repeat(29)}Before ${link}`);
    await chat.page.getByText('Before').locator('a').focus();
    await select(chat, '.answer[data-turn="1"] p:last-child', 6);
    for (const line of ['In a group', 'After it']) {
      write(`\n\n${line}`);
      await chat.page.locator('.blocks').getByText(line).waitFor();
      assert.deepEqual([await focused(chat), await selected(chat)], ['a', 'Before']);
    }
    end();
    await chat.ended();
    assert.deepEqual([await focused(chat), await selected(chat)], ['a', 'Before']);
  });

  it('they stay in a page that was drawn in the middle of it', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    write(`Settled\n\nOpen ${link}`);
    await again(chat);
    await chat.page.getByText('Open').locator('a').focus();
    await select(chat, '.answer[data-turn="1"] p:last-child', 4);
    write(' and more');
    await chat.page.getByText('and more').waitFor();
    assert.deepEqual([await focused(chat), await selected(chat)], ['a', 'Open']);
    end();
    await chat.ended();
    assert.equal(await chat.messages.last().locator('p').count(), 2);
  });

  it('a group goes again where its first paragraph turns out to be a heading', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    write(`${'Some words\n\n'.repeat(30)}A heading`);
    await chat.page.locator('.blocks').getByText('A heading').waitFor();
    write('\n===\n\nA group');
    await chat.page.locator('h2').waitFor();
    end();
    await chat.ended();
    assert.deepEqual(
      await chat.page.evaluate(
        `[...document.querySelectorAll('.answer[data-turn="1"] > .content > *')].slice(30)
          .map((block) => block.outerHTML)`,
      ),
      ['<h2>A heading</h2>', '<div class="blocks"><p>A group</p></div>'],
    );
  });

  it('what it grows by is a stop of the Tab key', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    write('One');
    await chat.page.getByText('One').waitFor();
    await chat.messages.last().focus();
    write(` ${link}`);
    await chat.page.getByText('docs').waitFor();
    await chat.page.keyboard.press('Tab');
    assert.equal(await focused(chat), 'a');
    end();
    await chat.ended();
  });

  const focused = ({ page }: ChatUnderTest) =>
    page.evaluate<string>('document.activeElement.localName');
  const selected = ({ page }: ChatUnderTest) => page.evaluate<string>('getSelection().toString()');
  /** The first characters of an element's text. */
  const select = ({ page }: ChatUnderTest, selector: string, length: number) =>
    page.evaluate(`(() => {
      const text = document.querySelector('${selector}').firstChild;
      getSelection().setBaseAndExtent(text, 0, text, ${length});
    })()`);
});
