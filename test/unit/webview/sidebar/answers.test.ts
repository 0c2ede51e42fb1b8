import assert from 'node:assert/strict';
import { useSidebars } from './sidebarUnderTest';
import type { SidebarUnderTest } from './sidebarUnderTest';
import { formState, states } from './states';

describe('What the sidebar form answers', function () {
  this.timeout(30_000);
  const { open } = useSidebars();
  let sidebar: SidebarUnderTest;

  beforeEach(async () => {
    sidebar = await open();
  });

  const describedBy = async (label: string): Promise<string[]> => {
    const ids = (await sidebar.field(label).getAttribute('aria-describedby')) ?? '';
    return Promise.all(ids.split(' ').map((id) => sidebar.page.locator(`#${id}`).innerText()));
  };

  it('says what is wrong with a field at that field', async () => {
    await sidebar.draw(formState());
    assert.deepEqual(await describedBy('Chatbot'), ['Support bot', 'API key stored']);
    assert.deepEqual(await describedBy('User email'), ['optional']);
    assert.equal(await sidebar.field('User email').getAttribute('aria-invalid'), null);
    await sidebar.draw(states['wrong fields']!);
    const { fieldErrors } = states['wrong fields']!;
    assert.deepEqual(await describedBy('Chatbot'), [fieldErrors.chatbotId]);
    assert.deepEqual(await describedBy('User email'), [fieldErrors.userEmail]);
    assert.equal(await sidebar.field('Chatbot').getAttribute('aria-invalid'), 'true');
    assert.equal(await sidebar.field('User email').getAttribute('aria-invalid'), 'true');
    assert.equal(await sidebar.field('User name').getAttribute('aria-invalid'), null);
  });

  it('puts the focus into the first wrong field after a submission, and then leaves it', async () => {
    const fieldErrors = { userEmail: 'This is not an e-mail address.' };
    await sidebar.draw(formState());
    await sidebar.button('Create conversation').click();
    await sidebar.draw(formState({ fieldErrors }));
    assert.equal(await sidebar.focused(), 'userEmail');
    await sidebar.field('User name').focus();
    await sidebar.draw(formState({ fieldErrors }));
    assert.equal(await sidebar.focused(), 'userName');
    await sidebar.field('User name').press('Enter');
    await sidebar.draw(formState({ fieldErrors }));
    assert.equal(await sidebar.focused(), 'userEmail');
  });

  it('lets a screen reader hear a failure once, and its buttons not at all', async () => {
    await sidebar.draw(states.creating!);
    await sidebar.draw(states.failed!);
    const alert = sidebar.page.getByRole('alert');
    assert.equal(await alert.innerText(), states.failed!.failure?.message);
    assert.equal(await alert.getByRole('button').count(), 0);
    await sidebar.page.evaluate(`
      const everything = { attributes: true, characterData: true, childList: true, subtree: true };
      changes = 0;
      new MutationObserver((more) => { changes += more.length; }).observe(document, everything);
    `);
    await sidebar.draw(states.failed!);
    assert.equal(await sidebar.page.evaluate<number>('changes'), 0);
    await sidebar.draw(states.creating!);
    assert.notEqual(await sidebar.page.evaluate<number>('changes'), 0);
  });

  it('offers the ways out of a failure, the one about the key in one place only', async () => {
    await sidebar.draw(states.failed!);
    await sidebar.forget();
    await sidebar.button('Replace API key').click();
    await sidebar.button('Show log').click();
    assert.deepEqual(await sidebar.posted(), [
      { type: 'wayOut', id: 'replaceApiKey' },
      { type: 'wayOut', id: 'showLog' },
    ]);
  });

  it('hands the focus on when the button that had it is gone', async () => {
    await sidebar.draw(states.failed!);
    await sidebar.button('Show log').focus();
    await sidebar.draw(states.creating!);
    assert.equal(await sidebar.focused(), 'Cancel');
    await sidebar.draw(states['first run']!);
    await sidebar.button('Try the sandbox').focus();
    await sidebar.draw(states.sandbox!);
    assert.equal(await sidebar.focused(), 'Create conversation');
  });

  it('has the focus where it was when the person comes back, as from a prompt', async () => {
    await sidebar.draw(states['no key']!);
    await sidebar.button('Set API key').focus();
    await sidebar.leave();
    await sidebar.draw(formState());
    assert.equal(await sidebar.focused(), '');
    await sidebar.comeBack();
    assert.equal(await sidebar.focused(), 'Replace API key');
  });

  it('hands the focus on when the person comes back to find the button gone', async () => {
    await sidebar.draw(states.failed!);
    await sidebar.button('Show log').focus();
    await sidebar.leave();
    await sidebar.draw(formState());
    await sidebar.comeBack();
    assert.equal(await sidebar.focused(), 'Create conversation');
  });

  it('leads to the field of the chatbot where another one is to be chosen', async () => {
    await sidebar.draw(states['failed at length']!);
    await sidebar.button('Choose another chatbot').click();
    assert.equal(await sidebar.focused(), 'chatbotId');
    await sidebar.draw(states.empty!);
    assert.equal(await sidebar.focused(), 'chatbotId');
  });

  it('brings a failure into a view that is too low for it', async () => {
    await sidebar.page.setViewportSize({ width: 300, height: 200 });
    await sidebar.draw(formState());
    await sidebar.draw(states.failed!);
    const box = await sidebar.button('Show log').boundingBox();
    assert.ok(box && box.y + box.height <= 200, `it ends at ${(box?.y ?? 0) + (box?.height ?? 0)}`);
  });

  it('says in a status line what it does and what became of it', async () => {
    const status = sidebar.page.getByRole('status');
    await sidebar.draw(formState());
    assert.equal(await status.innerText(), '');
    await sidebar.draw(states.creating!);
    assert.equal(await status.innerText(), 'Creating the conversation…');
    await sidebar.draw(states.cancelled!);
    assert.equal(await status.innerText(), states.cancelled!.notice);
  });
});
