import assert from 'node:assert/strict';
import { UserdeskError, type Failure } from '../../../src/api/errors';
import { SidebarFormUnderTest } from './sidebarFormUnderTest';

describe('The form of the sidebar, failed', () => {
  let sidebar: SidebarFormUnderTest;
  beforeEach(() => {
    sidebar = new SidebarFormUnderTest();
    sidebar.settings.chatbots = [{ id: '123456', name: 'Support bot' }, { id: '654321' }];
  });

  async function failWith(failure: Failure): Promise<void> {
    const { create } = sidebar;
    sidebar.create = () => Promise.reject(new UserdeskError(failure));
    await sidebar.type({ chatbotId: '123456', userName: 'Ada' });
    await sidebar.form.submit();
    sidebar.create = create;
  }

  it('says why in place, and keeps what was typed', async () => {
    await failWith({ code: 'apiKeyRefused' });
    const { failure, draft, creating } = await sidebar.form.snapshot();
    assert.deepEqual(failure, {
      message: 'Userdesk refused the API key for "Support bot".',
      waysOut: [
        { id: 'replaceApiKey', label: 'Replace API key' },
        { id: 'showLog', label: 'Show log' },
      ],
    });
    assert.equal(draft.userName, 'Ada');
    assert.equal(creating, false);
    assert.deepEqual(sidebar.presented, []);
  });

  it('tries again with what is typed by then', async () => {
    await failWith({ code: 'serverError', status: 500 });
    await sidebar.type({ userName: 'Ada Lovelace' });
    await sidebar.form.follow('tryAgain');
    assert.equal(sidebar.calls.length, 2);
    assert.equal(sidebar.calls[1]?.[1].userName, 'Ada Lovelace');
    assert.equal(sidebar.presented.length, 1);
    assert.equal((await sidebar.form.snapshot()).failure, undefined);
  });

  it('tries again with another key, once there is one', async () => {
    for (const wayOut of ['setApiKey', 'replaceApiKey'] as const) {
      sidebar = new SidebarFormUnderTest();
      await failWith({ code: 'missingApiKey' });
      await sidebar.form.follow(wayOut);
      assert.equal(sidebar.calls.length, 1, 'the person left: nothing is sent');
      sidebar.typedKey = 'uk-0123456789';
      await sidebar.form.follow(wayOut);
      assert.equal(sidebar.calls.length, 2);
      assert.equal(sidebar.askedForKeyOf[0]?.id, '123456');
    }
  });

  it('creates nothing with another chatbot that was chosen while the key was asked for', async () => {
    await failWith({ code: 'apiKeyRefused' });
    sidebar.typedKey = 'uk-0123456789';
    sidebar.whileAskedForKey = () => sidebar.type({ chatbotId: '654321' });
    await sidebar.form.follow('replaceApiKey');
    assert.deepEqual(
      sidebar.askedForKeyOf.map(({ id }) => id),
      ['123456'],
    );
    assert.equal(sidebar.calls.length, 1);
  });

  it('needs no key any more once one was set elsewhere', async () => {
    await failWith({ code: 'missingApiKey' });
    assert.equal((await sidebar.form.snapshot()).failure?.waysOut[0]?.id, 'setApiKey');
    const chatbot = { origin: 'https://api.userdesk.io', id: '123456' };
    await sidebar.keys.store.store(chatbot, 'uk-0123456789');
    assert.equal((await sidebar.form.snapshot()).failure, undefined);
  });

  it('asks for no other chatbot’s key than the one that the failure names', async () => {
    await failWith({ code: 'apiKeyRefused' });
    await sidebar.type({ chatbotId: '654321' });
    const { failure } = await sidebar.form.snapshot();
    if (failure === undefined) return; // It went with the chatbot that it was about.
    await sidebar.form.follow('replaceApiKey');
    assert.equal(sidebar.askedForKeyOf[0]?.id, '123456');
  });

  it('empties the field for another chatbot, and keeps the user', async () => {
    await failWith({ code: 'chatbotForbidden' });
    await sidebar.form.follow('chooseAnotherChatbot');
    const { draft, draftRevision, failure } = await sidebar.form.snapshot();
    assert.deepEqual(draft, { chatbotId: '', userName: 'Ada', userEmail: '' });
    assert.equal(draftRevision, 1);
    assert.equal(failure, undefined);
  });

  it('leaves the field empty for another chatbot though the failed one is the default', async () => {
    sidebar.settings.defaultChatbotId = '123456';
    await failWith({ code: 'chatbotForbidden' });
    await sidebar.form.follow('chooseAnotherChatbot');
    sidebar.form.followSettings();
    assert.equal((await sidebar.form.snapshot()).draft.chatbotId, '');
  });

  it('hands the other ways out on', async () => {
    await failWith({ code: 'timedOut', timeoutMs: 30_000 });
    for (const wayOut of ['changeTimeout', 'proxySettings', 'baseUrlSetting', 'showLog'] as const) {
      await sidebar.form.follow(wayOut);
      assert.equal(sidebar.failures.followed.at(-1), wayOut);
    }
    assert.equal(sidebar.calls.length, 1);
  });

  it('says in place, when it is submitted, that the base URL cannot be used', async () => {
    await sidebar.type({ chatbotId: '123456' });
    sidebar.settings.apiBaseUrl = 'nonsense';
    await sidebar.form.submit();
    const { failure, creating } = await sidebar.form.snapshot();
    assert.match(failure?.message ?? '', /userdesk\.apiBaseUrl/);
    assert.equal(creating, false);
    assert.deepEqual(sidebar.calls, []);
  });

  it('says so too where an address was pasted', async () => {
    await sidebar.type({ chatbotId: 'https://api.userdesk.io/v1/chatbot/123456/conversation' });
    sidebar.settings.apiBaseUrl = '';
    await sidebar.form.submit();
    const { failure, fieldErrors } = await sidebar.form.snapshot();
    assert.ok(failure ?? fieldErrors.chatbotId);
  });

  it('leads to the settings while the base URL cannot be used', async () => {
    await sidebar.type({ chatbotId: '123456' });
    sidebar.settings.apiBaseUrl = 'nonsense';
    await sidebar.form.follow('baseUrlSetting');
    assert.deepEqual(sidebar.failures.followed, ['baseUrlSetting']);
  });

  it('works again as soon as the base URL does', async () => {
    await sidebar.type({ chatbotId: '123456' });
    const { apiBaseUrl } = sidebar.settings;
    sidebar.settings.apiBaseUrl = 'nonsense';
    await sidebar.form.submit().catch(() => undefined);
    sidebar.settings.apiBaseUrl = apiBaseUrl;
    await sidebar.form.submit();
    assert.equal(sidebar.presented.length, 1);
    assert.equal((await sidebar.form.snapshot()).failure, undefined);
  });

  it('has words also for what nobody thought of, and none of the error’s own', async () => {
    sidebar.create = () => Promise.reject(new TypeError('x is not a function'));
    await sidebar.type({ chatbotId: '123456' });
    await sidebar.form.submit();
    const { failure } = await sidebar.form.snapshot();
    assert.match(failure?.message ?? '', /a problem of its own/);
    assert.doesNotMatch(failure?.message ?? '', /not a function/);
  });
});
