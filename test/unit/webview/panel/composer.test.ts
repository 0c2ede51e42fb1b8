import assert from 'node:assert/strict';
import { saidBefore, useChats } from './useChats';

describe('The message box', function () {
  this.timeout(30_000);
  const { open, again } = useChats();

  it('sends with Enter, is empty then, and keeps the focus', async () => {
    const chat = await open();
    const answer = await chat.say('Hello');
    assert.equal(answer.message, 'Hello');
    await chat.messages.filter({ hasText: 'Sending…' }).waitFor();
    await chat.until('document.querySelector("#message").value === ""');
    assert.equal(await chat.page.evaluate('document.activeElement.id'), 'message');
    answer.end();
  });

  it('breaks the line with Shift+Enter and sends what it shows', async () => {
    const chat = await open();
    await chat.box.fill('one');
    await chat.box.press('Shift+Enter');
    await chat.page.keyboard.type('two');
    await chat.box.press('Enter');
    assert.equal((await chat.answer()).message, 'one\ntwo');
  });

  it('sends with Ctrl+Enter where that is set, and Enter breaks the line', async () => {
    const chat = await open({ sendOn: 'ctrlEnter' });
    await chat.box.fill('one');
    await chat.box.press('Enter');
    await chat.page.keyboard.type('two');
    await chat.page.getByText(/^Ctrl\+Enter/).waitFor();
    assert.equal(chat.askedCount, 0);
    await chat.box.press('Control+Enter');
    assert.equal((await chat.answer()).message, 'one\ntwo');
  });

  it('never takes the Enter of an input method for its own', async () => {
    const chat = await open();
    await chat.box.fill('こんに');
    for (const init of ['isComposing: true', 'keyCode: 229']) {
      const wasTaken = await chat.page.evaluate<boolean>(`
        !document.querySelector('#message').dispatchEvent(new KeyboardEvent('keydown',
          { key: 'Enter', bubbles: true, cancelable: true, ${init} }))
      `);
      assert.equal(wasTaken, false, init);
    }
    assert.deepEqual(
      (await chat.posted()).filter(({ type }) => type === 'send'),
      [],
    );
    assert.equal(await chat.box.inputValue(), 'こんに');
  });

  it('has a button that sends and, while an answer comes, stops it', async () => {
    const chat = await open();
    await chat.box.fill('Hello');
    await chat.page.getByRole('button', { name: 'Send', exact: true }).click();
    const { signal, write } = await chat.answer();
    write('Hi');
    await chat.page.getByRole('button', { name: 'Stop', exact: true }).click();
    await chat.page.getByText('Stopped. Userdesk may go on writing.').waitFor();
    assert.equal(signal.aborted, true);
    await chat.page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  });

  it('lets one write, but not send, while an answer is under way', async () => {
    const chat = await open();
    const answer = await chat.say('Hello');
    await chat.page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    await chat.box.fill('And then?');
    await chat.box.press('Enter');
    await chat.page.getByRole('alert').getByText('Wait for the answer').waitFor();
    assert.equal(await chat.box.inputValue(), 'And then?');
    assert.equal(chat.askedCount, 1);
    answer.end();
    await chat.page.getByRole('button', { name: 'Send', exact: true }).waitFor();
    await chat.box.press('Enter');
    assert.equal((await chat.answer(2)).message, 'And then?');
  });

  it('sends nothing that is empty', async () => {
    const chat = await open();
    for (const text of ['', '  \n ']) {
      await chat.box.fill(text);
      await chat.box.press('Enter');
      await chat.send.click();
    }
    assert.deepEqual(
      (await chat.posted()).filter(({ type }) => type === 'send'),
      [],
    );
  });

  it('takes no more than a browser can lay out, says so, and keeps what was there', async () => {
    const lines = await open({ draft: 'x\n'.repeat(2_000_000) });
    assert.equal((await lines.box.inputValue()).length, 9_999);
    const chat = await open({ draft: 'x '.repeat(2_000_000) });
    const alert = chat.page.getByRole('alert');
    assert.equal((await chat.box.inputValue()).length, 30_000);
    const long = 'x '.repeat(14_000);
    await chat.box.fill(long);
    assert.equal(await chat.box.inputValue(), long);
    await chat.box.press('End');
    await chat.page.keyboard.insertText('y'.repeat(2_001));
    const sentence =
      'The message box takes 30,000 characters and 5,000 lines, and this would be 30,001 and 1. Send it in parts.';
    await alert.getByText(sentence).waitFor();
    assert.equal(await chat.box.inputValue(), long);
    await chat.page.keyboard.insertText('y'.repeat(2_000));
    await alert.getByText(sentence).waitFor({ state: 'detached' });
    await chat.until('posted.some(({ text }) => text?.length === 30000)');
    assert.equal(chat.session.draft, long + 'y'.repeat(2_000));
    assert.equal(chat.askedCount, 0);
  }).timeout(60_000);

  it('takes no more from the clipboard either, where the rest of it stays', async () => {
    const chat = await open();
    for (const [text, told] of [
      ['z'.repeat(20_000), '40,000 and 1.'],
      ['z\n'.repeat(50).repeat(60), '12,000 and 6,001.'],
    ] as const) {
      await chat.page.evaluate(
        `document.querySelector('#message').value = ${JSON.stringify(text)}`,
      );
      for (const key of ['a', 'x', 'v']) await chat.box.press(`Control+${key}`);
      assert.equal(await chat.box.inputValue(), text);
      await chat.box.press('Control+v');
      await chat.page.getByRole('alert').getByText(`this would be ${told}`).waitFor();
      assert.equal(await chat.box.inputValue(), text);
    }
  });

  it('recalls with Up no message that is too long for the box', async () => {
    const [short, long] = saidBefore(2);
    const chat = await open({ turns: [short!, { ...long!, message: 'x'.repeat(30_001) }] });
    await chat.box.press('ArrowUp');
    assert.equal(await chat.box.inputValue(), 'Message 1');
  });

  it('recalls with Up what was sent, and leaves alone what is being written', async () => {
    const chat = await open({ turns: saidBefore(3) });
    await chat.box.press('ArrowUp');
    assert.equal(await chat.box.inputValue(), 'Message 3');
    await chat.box.press('ArrowUp');
    assert.equal(await chat.box.inputValue(), 'Message 2');
    await chat.box.press('ArrowDown');
    assert.equal(await chat.box.inputValue(), 'Message 3');
    await chat.box.press('ArrowDown');
    assert.equal(await chat.box.inputValue(), '');
    await chat.box.fill('mine');
    await chat.box.press('ArrowUp');
    assert.equal(await chat.box.inputValue(), 'mine');
  });

  it('keeps the draft with the host, in a page that is drawn anew too', async () => {
    const chat = await open({ draft: '\n  an old <b>draft</b>' });
    assert.equal(await chat.box.inputValue(), '\n  an old <b>draft</b>');
    await chat.box.fill('a new one');
    await chat.until('posted.some(({ text }) => text === "a new one")');
    await again(chat);
    assert.equal(await chat.box.inputValue(), 'a new one');
  });

  it('keeps what was typed after Enter while the message was on its way', async () => {
    const chat = await open();
    await chat.box.fill('Hello');
    await chat.box.press('Enter');
    await chat.page.keyboard.type('!');
    await chat.answer();
    await chat.until('document.querySelector("#message").value === "!"');
  });

  it('grows with its text, to eight lines and no further', async () => {
    const chat = await open();
    const height = async () => (await chat.box.boundingBox())?.height ?? 0;
    const one = await height();
    await chat.box.fill('a\nb\nc');
    const three = await height();
    await chat.box.fill('x\n'.repeat(8).trim());
    const eight = await height();
    await chat.box.fill('x\n'.repeat(40));
    assert.ok(one < three && three < eight);
    assert.equal(await height(), eight);
  });
});
