import assert from 'node:assert/strict';
import type { FromPage, ToPage } from '../../../../src/shared/panelProtocol';
import type { ChatUnderTest } from './chatUnderTest';
import { saidBefore, useChats } from './useChats';

/** The numbers of the turns in the page, in their order. */
const turns = ({ page }: ChatUnderTest) =>
  page.evaluate<number[]>(
    `[...document.querySelectorAll('.answer')].map(({ dataset }) => Number(dataset.turn))`,
  );
const upTo = (last: number) => Array.from({ length: last + 1 }, (_, index) => index);
const lastContent = ({ page }: ChatUnderTest) =>
  page.locator('.answer > .content').last().innerHTML();

/** The page told the host of a draft. */
const told = (chat: ChatUnderTest, draft: string) =>
  chat.until(`posted.some(({ text }) => text === ${JSON.stringify(draft)})`);

/** The host hears nothing until it is let; then all of it, in its order. */
function holdBack(chat: ChatUnderTest): () => void {
  const said: unknown[] = [];
  const { receive } = chat;
  chat.receive = (message) => said.push(message);
  return () => {
    chat.receive = receive;
    said.splice(0).forEach(receive);
  };
}

describe('A page that VS Code loads anew', function () {
  this.timeout(60_000);
  const { open } = useChats();

  it('is not given what the page before asked for', async () => {
    const chat = await open({ turns: saidBefore(200) });
    const { receive } = chat;
    const late: FromPage[] = [];
    chat.receive = (said) => {
      const message = said as FromPage;
      if (message.type === 'older') late.push(message);
      else receive(said);
    };
    while (late.length === 0) await chat.page.evaluate('new Promise(requestAnimationFrame)');
    chat.receive = (said) => {
      receive(said);
      late.splice(0).forEach(receive);
    };
    await chat.page.reload();
    await chat.until('document.querySelectorAll("article").length === 401');
    assert.deepEqual(await turns(chat), upTo(200));
  });

  it('takes nothing that was meant for the page before', async () => {
    const chat = await open({ turns: saidBefore(60) });
    const handed: unknown[] = [];
    const hand = chat.hand.bind(chat);
    chat.hand = (message) => {
      handed.push(message);
      hand(message);
    };
    const { write, end } = await chat.say('Hello');
    write('One');
    await chat.page.locator('.answer').last().getByText('One').waitFor();
    await chat.page.reload();
    handed.splice(0).forEach(hand);
    write(' two');
    end();
    await chat.ended();
    assert.equal(await lastContent(chat), '<p>One two</p>');
    await chat.until('document.querySelectorAll("article").length === 123');
    assert.deepEqual(await turns(chat), upTo(61));
  });

  it('is given what came since it was drawn a portion at a time, however much that is', async () => {
    const chat = await open();
    const atOnce: number[] = [];
    const hand = chat.hand.bind(chat);
    chat.hand = (said) => {
      const message = said as ToPage;
      if ('nodes' in message) atOnce.push(message.nodes.length);
      hand(message);
    };
    chat.session.turns.push(...saidBefore(300));
    await chat.page.reload();
    await chat.until('document.querySelectorAll("article").length === 601');
    assert.deepEqual(await turns(chat), upTo(300));
    assert.ok(Math.max(...atOnce) <= 41, atOnce.join());
  });

  it('has the draft, and keeps what was typed before the host was heard', async () => {
    const chat = await open({ draft: 'one' });
    await chat.box.fill('another');
    await told(chat, 'another');
    await chat.page.reload();
    await chat.until('document.querySelector("#message").value === "another"');
    const letGo = holdBack(chat);
    await chat.page.reload();
    await chat.box.fill('one two');
    letGo();
    await chat.until('posted.filter(({ text }) => text === "one two").length === 2');
    assert.equal(await chat.box.inputValue(), 'one two');
    assert.equal(chat.session.draft, 'one two');
  });

  it('says what was typed in it, though another is about to stand in its place', async () => {
    const chat = await open();
    chat.draw();
    await chat.page.reload();
    await chat.box.fill('typed');
    await told(chat, 'typed');
    assert.equal(chat.session.draft, 'typed');
  });
});

describe('A panel that is hidden', function () {
  this.timeout(60_000);
  const { open, shown } = useChats();

  it('is painted as it was left when it is shown again', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    write('The answer');
    end();
    await chat.ended();
    await chat.box.fill('And a draft');
    await told(chat, 'And a draft');
    await chat.hide();
    holdBack(chat);
    await shown(chat);
    assert.equal(await lastContent(chat), '<p>The answer</p>');
    assert.equal(await chat.box.inputValue(), 'And a draft');
  });

  it('is painted with the answer that ended meanwhile', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    write('Half');
    await chat.page.getByText('Half').waitFor();
    await chat.hide();
    write(' and half');
    const redrawn = chat.redrawn();
    end();
    await redrawn;
    holdBack(chat);
    await shown(chat);
    assert.equal(await lastContent(chat), '<p>Half and half</p>');
    await chat.page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  });

  it('is painted in the middle of an answer, which then goes on', async () => {
    const chat = await open();
    const { write, end } = await chat.say('Hello');
    write('One');
    await chat.page.getByText('One').waitFor();
    await chat.hide();
    write(' two');
    const letGo = holdBack(chat);
    await shown(chat);
    assert.equal(await chat.page.locator('.answer > .content').last().innerText(), 'One');
    await chat.page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
    letGo();
    write(' three');
    end();
    await chat.ended();
    assert.equal(await lastContent(chat), '<p>One two three</p>');
  });

  it('keeps of the draft what was typed after a message that is kept meanwhile', async () => {
    let unlock!: () => void;
    const keys = new Promise<string[]>((resolve) => {
      unlock = () => {
        resolve([]);
      };
    });
    const chat = await open({ knownKeys: () => keys });
    await chat.box.fill('Hello');
    await chat.box.press('Enter');
    await chat.page.keyboard.type(' again');
    await told(chat, 'Hello again');
    await chat.hide();
    const redrawn = chat.redrawn();
    unlock();
    await redrawn;
    await shown(chat);
    assert.equal(await chat.box.inputValue(), ' again');
    (await chat.answer()).end();
  });
});
