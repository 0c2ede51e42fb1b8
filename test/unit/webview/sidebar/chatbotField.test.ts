import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useSidebars } from './sidebarUnderTest';
import type { SidebarUnderTest } from './sidebarUnderTest';
import { formState, states } from './states';

describe('The field "Chatbot"', function () {
  this.timeout(30_000);
  const { open } = useSidebars();
  let sidebar: SidebarUnderTest;
  let chatbot: Locator;

  beforeEach(async () => {
    sidebar = await open();
    chatbot = sidebar.page.getByRole('combobox', { name: 'Chatbot', exact: true });
    await sidebar.draw(formState());
    await sidebar.forget();
  });

  const options = async (): Promise<string[]> => {
    const texts = await sidebar.page.getByRole('option').allTextContents();
    return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
  };
  const active = async (): Promise<string | undefined> => {
    const id = await chatbot.getAttribute('aria-activedescendant');
    return id === null ? undefined : sidebar.page.locator(`#${id} .id`).innerText();
  };

  it('offers the known chatbots, ID beside name, the default first and marked', async () => {
    assert.equal(await chatbot.getAttribute('aria-expanded'), 'false');
    await chatbot.click();
    assert.equal(await chatbot.getAttribute('aria-expanded'), 'true');
    const rows = ['Support bot 123456 Default', '777', 'Sandbox support sandbox-support Sandbox'];
    assert.deepEqual(await options(), rows);
  });

  it('shows the name beside the ID of a known chatbot', async () => {
    const name = sidebar.page.locator('#chatbotId-name');
    assert.equal(await name.innerText(), 'Support bot');
    await chatbot.fill('123');
    assert.equal(await name.innerText(), '');
  });

  it('is opened, walked through and chosen from with the keyboard, without submitting', async () => {
    await chatbot.focus();
    assert.deepEqual(await options(), []);
    await chatbot.press('ArrowDown');
    assert.equal(await active(), '123456');
    await chatbot.press('ArrowDown');
    assert.equal(await active(), '777');
    await chatbot.press('ArrowUp');
    await chatbot.press('ArrowUp');
    assert.equal(await active(), 'sandbox-support');
    await chatbot.press('Enter');
    assert.equal(await chatbot.inputValue(), 'sandbox-support');
    assert.deepEqual(await options(), []);
    assert.deepEqual(await sidebar.posted(), [
      { type: 'draftChanged', draft: { ...formState().draft, chatbotId: 'sandbox-support' } },
    ]);
  });

  it('takes a typed ID as it is: Enter submits it', async () => {
    await chatbot.fill('');
    await sidebar.forget();
    await chatbot.pressSequentially('12');
    assert.deepEqual(await options(), ['Support bot 123456 Default']);
    await chatbot.press('Enter');
    assert.deepEqual((await sidebar.posted()).at(-1), {
      type: 'create',
      draft: { ...formState().draft, chatbotId: '12' },
    });
    assert.deepEqual(await options(), []);
  });

  it('finds a chatbot by a part of its name', async () => {
    await chatbot.fill('BOX');
    await chatbot.press('ArrowDown');
    await chatbot.press('Enter');
    assert.equal(await chatbot.inputValue(), 'sandbox-support');
  });

  it('covers nothing once the typed ID is known in full or quite unknown', async () => {
    for (const text of ['777', 'another', '']) {
      await chatbot.fill(text);
      assert.deepEqual(await options(), [], text);
    }
  });

  it('closes with Escape, keeps what was typed, and keeps that Escape to itself', async () => {
    await sidebar.page.evaluate(`
      escapes = 0;
      window.addEventListener('keydown', ({ key }) => { if (key === 'Escape') escapes += 1; });
    `);
    await chatbot.fill('12');
    await chatbot.press('Escape');
    assert.deepEqual(await options(), []);
    assert.equal(await chatbot.inputValue(), '12');
    assert.equal(await sidebar.page.evaluate<number>('escapes'), 0);
    await chatbot.press('Escape');
    assert.equal(await sidebar.page.evaluate<number>('escapes'), 1);
  });

  it('closes when the focus leaves, and keeps what was typed', async () => {
    await chatbot.fill('12');
    await chatbot.press('Tab');
    assert.deepEqual(await options(), []);
    assert.equal(await chatbot.inputValue(), '12');
  });

  it('is chosen from with the mouse, keeping the focus', async () => {
    await sidebar.page.locator('userdesk-combobox .box > .icon').click();
    await sidebar.page.getByRole('option', { name: '777' }).click();
    assert.equal(await chatbot.inputValue(), '777');
    assert.equal(await sidebar.focused(), 'chatbotId');
    assert.deepEqual(await options(), []);
  });

  it('brings the marked row into view in a long list', async () => {
    const chatbots = Array.from({ length: 30 }, (_, index) => ({
      id: `id-${index}`,
      isDefault: false,
      isSandbox: false,
    }));
    await sidebar.draw({ ...states.empty!, chatbots });
    await chatbot.press('ArrowUp');
    assert.equal(await active(), 'id-29');
    const list = await sidebar.page.getByRole('listbox').boundingBox();
    const row = await sidebar.page.getByRole('option', { name: 'id-29' }).boundingBox();
    assert.ok(list && row && row.y + row.height <= list.y + list.height);
  });
});
