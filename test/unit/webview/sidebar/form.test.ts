import assert from 'node:assert/strict';
import { useSidebars } from './sidebarUnderTest';
import type { SidebarUnderTest } from './sidebarUnderTest';
import { formState, states } from './states';

describe('The sidebar form', function () {
  this.timeout(30_000);
  const { open } = useSidebars();
  let sidebar: SidebarUnderTest;

  beforeEach(async () => {
    sidebar = await open();
  });

  it('asks for its state and draws nothing before it has it', async () => {
    assert.deepEqual(await sidebar.posted(), [{ type: 'ready' }]);
    assert.equal(await sidebar.page.locator('#root').innerText(), '');
  });

  it('begins with two sentences and two buttons where no chatbot is known', async () => {
    await sidebar.draw(states['first run']!);
    await sidebar.forget();
    assert.match(await sidebar.page.locator('p').first().innerText(), /^[^.]+\. [^.]+\.$/);
    assert.equal(await sidebar.page.locator('input').count(), 0);
    await sidebar.button('Add chatbot').click();
    await sidebar.button('Try the sandbox').click();
    assert.deepEqual(await sidebar.posted(), [{ type: 'addChatbot' }, { type: 'trySandbox' }]);
  });

  it('shows the draft and reports the whole of it at every keystroke', async () => {
    await sidebar.draw(formState());
    await sidebar.forget();
    assert.equal(await sidebar.field('Chatbot').inputValue(), '123456');
    assert.equal(await sidebar.field('User email').inputValue(), 'ada@example.com');
    await sidebar.field('User name').press('End');
    await sidebar.page.keyboard.type('!?');
    const draft = { chatbotId: '123456', userEmail: 'ada@example.com' };
    assert.deepEqual(await sidebar.posted(), [
      { type: 'draftChanged', draft: { ...draft, userName: 'Ada Lovelace!' } },
      { type: 'draftChanged', draft: { ...draft, userName: 'Ada Lovelace!?' } },
    ]);
  });

  it('writes over what is typed only with a new revision, and then in any case', async () => {
    const { draft } = formState();
    await sidebar.draw(formState());
    await sidebar.field('Chatbot').fill('999');
    await sidebar.field('User name').fill('Bob');
    await sidebar.draw(formState({ draft: { ...draft, chatbotId: '9', userName: 'B' } }));
    assert.equal(await sidebar.field('Chatbot').inputValue(), '999');
    assert.equal(await sidebar.field('User name').inputValue(), 'Bob');
    await sidebar.draw(formState({ draftRevision: 2 }));
    assert.equal(await sidebar.field('Chatbot').inputValue(), '123456');
    assert.equal(await sidebar.field('User name').inputValue(), 'Ada Lovelace');
  });

  for (const label of ['Chatbot', 'User name', 'User email']) {
    it(`submits with Enter in "${label}"`, async () => {
      await sidebar.draw(formState());
      await sidebar.forget();
      await sidebar.field(label).press('Enter');
      assert.deepEqual(await sidebar.posted(), [{ type: 'create', draft: formState().draft }]);
    });
  }

  it('cancels with the button that created, which keeps its place and the focus', async () => {
    for (const width of [170, 300]) {
      await sidebar.page.setViewportSize({ width, height: 640 });
      await sidebar.draw(formState());
      await sidebar.button('Create conversation').click();
      const before = await sidebar.button('Create conversation').boundingBox();
      await sidebar.forget();
      await sidebar.draw(states.creating!);
      assert.deepEqual(await sidebar.button('Cancel').boundingBox(), before);
      assert.equal(await sidebar.focused(), 'Cancel');
      assert.equal(await sidebar.page.getByRole('progressbar').count(), 1);
      await sidebar.page.keyboard.press('Enter');
      assert.deepEqual(await sidebar.posted(), [{ type: 'cancel' }]);
    }
  });

  it('takes neither Enter nor typing in a field while it creates', async () => {
    await sidebar.draw(states.creating!);
    await sidebar.forget();
    for (const label of ['Chatbot', 'User name', 'User email']) {
      await sidebar.field(label).press('x');
      await sidebar.field(label).press('ArrowDown');
      await sidebar.field(label).press('Enter');
    }
    assert.deepEqual(await sidebar.posted(), []);
    await sidebar.draw(formState());
    assert.equal(await sidebar.page.getByRole('option').count(), 0);
  });

  it('takes a double click for one', async () => {
    await sidebar.draw(formState());
    await sidebar.forget();
    await sidebar.button('Create conversation').click();
    await sidebar.draw(states.creating!);
    await sidebar.page.mouse.down({ clickCount: 2 });
    await sidebar.page.mouse.up({ clickCount: 2 });
    assert.deepEqual(await sidebar.posted(), [{ type: 'create', draft: formState().draft }]);
    await sidebar.forget();
    await sidebar.button('Cancel').click();
    assert.deepEqual(await sidebar.posted(), [{ type: 'cancel' }]);
  });

  it('takes a double click for one also where the answer came in between', async () => {
    await sidebar.draw(formState());
    await sidebar.forget();
    await sidebar.button('Create conversation').click();
    await sidebar.draw(states.creating!);
    await sidebar.draw(formState());
    await sidebar.page.mouse.down({ clickCount: 2 });
    await sidebar.page.mouse.up({ clickCount: 2 });
    assert.deepEqual(await sidebar.posted(), [{ type: 'create', draft: formState().draft }]);
  });

  it('takes a key held down for one press', async () => {
    await sidebar.draw(formState());
    await sidebar.forget();
    await sidebar.button('Create conversation').focus();
    await sidebar.page.keyboard.down('Enter');
    await sidebar.draw(states.creating!);
    await sidebar.page.keyboard.down('Enter');
    await sidebar.page.keyboard.up('Enter');
    assert.deepEqual(await sidebar.posted(), [{ type: 'create', draft: formState().draft }]);
  });

  it('tells whether the chatbot has a key and offers to set or replace it', async () => {
    const setApiKey = { type: 'setApiKey' };
    await sidebar.draw(formState({ apiKey: 'stored' }));
    await sidebar.forget();
    await sidebar.page.getByText('API key stored').waitFor();
    await sidebar.button('Replace API key').click();
    await sidebar.draw(formState({ apiKey: 'inMemory' }));
    await sidebar.page.getByText('API key not stored yet').waitFor();
    await sidebar.button('Replace API key').click();
    await sidebar.draw(formState({ apiKey: 'missing' }));
    await sidebar.page.getByText('No API key yet').waitFor();
    await sidebar.button('Set API key').click();
    assert.deepEqual(await sidebar.posted(), [setApiKey, setApiKey, setApiKey]);
    await sidebar.draw(formState({ apiKey: 'sandbox' }));
    await sidebar.page.getByText('No key needed').waitFor();
    await sidebar.page.getByText('Sandbox', { exact: true }).waitFor();
    assert.equal(await sidebar.page.getByRole('button', { name: 'API key' }).count(), 0);
  });

  it('keeps every field in its place whatever is known about the key', async () => {
    for (const width of [170, 300]) {
      await sidebar.page.setViewportSize({ width, height: 640 });
      const places = new Set<number | undefined>();
      for (const apiKey of ['unknown', 'missing', 'inMemory', 'stored', 'sandbox'] as const) {
        await sidebar.draw(formState({ apiKey }));
        places.add((await sidebar.field('User name').boundingBox())?.y);
      }
      assert.equal(places.size, 1);
    }
  });
});
