import assert from 'node:assert/strict';
import { SidebarFormUnderTest } from './sidebarFormUnderTest';
import { sandboxChatbots } from '../../../src/sandbox/chatbots';

const origin = 'https://api.userdesk.io';

describe('The form of the sidebar', () => {
  let sidebar: SidebarFormUnderTest;
  beforeEach(() => {
    sidebar = new SidebarFormUnderTest();
  });

  it('is the first-run state while nothing is known', async () => {
    assert.deepEqual(await sidebar.form.snapshot(), {
      chatbots: [],
      firstRun: true,
      draft: { chatbotId: '', userName: '', userEmail: '' },
      draftRevision: 0,
      apiKey: 'unknown',
      creating: false,
      fieldErrors: {},
    });
  });

  it('starts from the default chatbot and the settings’ user', async () => {
    sidebar.settings.defaultChatbotId = '123456';
    sidebar.settings.userName = 'Ada';
    sidebar.settings.userEmail = 'ada@example.com';
    await sidebar.lastUser.set({ userName: 'Bob', userEmail: 'bob@example.com' });
    const { draft, firstRun } = await sidebar.form.snapshot();
    const expected = { chatbotId: '123456', userName: 'Ada', userEmail: 'ada@example.com' };
    assert.deepEqual(draft, expected);
    assert.equal(firstRun, false);
  });

  it('starts from the user of last time where the settings name none', async () => {
    await sidebar.lastUser.set({ userName: 'Bob', userEmail: 'bob@example.com' });
    const { draft } = await sidebar.form.snapshot();
    assert.deepEqual(draft, { chatbotId: '', userName: 'Bob', userEmail: 'bob@example.com' });
  });

  it('offers the known chatbots, the default first', async () => {
    sidebar.settings.chatbots = [{ id: 'a' }, { id: 'b', name: 'B' }];
    sidebar.settings.defaultChatbotId = 'b';
    const { chatbots } = await sidebar.form.snapshot();
    assert.deepEqual(chatbots, [
      { id: 'b', name: 'B', isDefault: true, isSandbox: false },
      { id: 'a', isDefault: false, isSandbox: false },
    ]);
  });

  it('marks the chatbots of the sandbox', async () => {
    sidebar.sandboxRuns = true;
    const { chatbots, firstRun } = await sidebar.form.snapshot();
    assert.equal(chatbots.length, sandboxChatbots.length);
    assert.ok(chatbots.every(({ isSandbox }) => isSandbox));
    assert.equal(firstRun, false);
  });

  it('keeps what was typed, and says that it changed', async () => {
    const draft = { chatbotId: '1', userName: 'Ada', userEmail: 'a' };
    sidebar.form.type(draft);
    assert.ok(sidebar.changes > 0);
    const state = await sidebar.form.snapshot();
    assert.deepEqual(state.draft, draft);
    assert.deepEqual(state.fieldErrors, {}, 'nothing is called wrong while it is being typed');
    assert.equal(state.draftRevision, 0, 'the page’s own text is not written over');
  });

  it('tells whether the chatbot typed has a key', async () => {
    const stateOf = async (chatbotId: string) => {
      await sidebar.type({ chatbotId });
      return (await sidebar.form.snapshot()).apiKey;
    };
    await sidebar.keys.store.store({ origin, id: '123456' }, 'key');
    await sidebar.keys.store.store({ origin: 'https://elsewhere.example', id: '654321' }, 'key');
    assert.equal(await stateOf(''), 'unknown');
    assert.equal(await stateOf('a/b'), 'unknown');
    assert.equal(await stateOf('123456'), 'stored');
    assert.equal(await stateOf(`${origin}/v1/chatbot/123456/conversation`), 'stored');
    assert.equal(await stateOf('654321'), 'missing');
    sidebar.keys.store.try({ origin, id: '654321' }, 'typed');
    assert.equal(await stateOf('654321'), 'inMemory');
    assert.equal(await stateOf('sandbox-support'), 'sandbox');
    assert.equal(await stateOf('sandbox-mine'), 'unknown');
  });

  it('follows the default as long as no chatbot was chosen', async () => {
    assert.equal((await sidebar.form.snapshot()).draft.chatbotId, '');
    sidebar.settings.defaultChatbotId = '123456';
    sidebar.form.followSettings();
    const { draft, draftRevision } = await sidebar.form.snapshot();
    assert.equal(draft.chatbotId, '123456');
    assert.equal(draftRevision, 1, 'the page is to take it over');
  });

  it('leaves a chosen chatbot where it is when the default changes', async () => {
    await sidebar.type({ chatbotId: 'mine' });
    sidebar.settings.defaultChatbotId = '123456';
    sidebar.form.followSettings();
    assert.equal((await sidebar.form.snapshot()).draft.chatbotId, 'mine');
  });

  it('does not put the same default back into a field that the person has emptied', async () => {
    // As when they fetch another ID from the browser: coming back is a change, too.
    sidebar.settings.defaultChatbotId = '123456';
    await sidebar.type({ chatbotId: '' });
    sidebar.form.followSettings();
    assert.equal((await sidebar.form.snapshot()).draft.chatbotId, '');
  });

  it('chooses in the person’s stead, leaving the user as typed', async () => {
    await sidebar.type({ userName: 'Ada' });
    sidebar.form.choose('sandbox-support');
    const { draft, draftRevision } = await sidebar.form.snapshot();
    assert.deepEqual(draft, { chatbotId: 'sandbox-support', userName: 'Ada', userEmail: '' });
    assert.equal(draftRevision, 1);
  });

  it('says in place that the base URL cannot be used, with the way to the settings', async () => {
    sidebar.settings.chatbots = [{ id: '123456' }];
    sidebar.settings.apiBaseUrl = 'nonsense';
    const { failure, firstRun, apiKey } = await sidebar.form.snapshot();
    assert.match(failure?.message ?? '', /^The setting userdesk\.apiBaseUrl is not an https/);
    assert.deepEqual(failure?.waysOut, [{ id: 'baseUrlSetting', label: 'Open settings' }]);
    assert.equal(firstRun, false);
    assert.equal(apiKey, 'unknown');
  });
});
