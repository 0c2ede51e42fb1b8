import assert from 'node:assert/strict';
import { SidebarFormUnderTest } from './sidebarFormUnderTest';

describe('The form of the sidebar, while settings change', () => {
  let sidebar: SidebarFormUnderTest;
  beforeEach(() => {
    sidebar = new SidebarFormUnderTest();
    sidebar.settings.userName = 'Ada';
  });

  /** The user as the form shows it once it has heard of the change. */
  async function followed() {
    sidebar.form.followSettings();
    const { draft, draftRevision } = await sidebar.form.snapshot();
    return { user: [draft.userName, draft.userEmail], draftRevision };
  }

  it('takes over the user of the settings', async () => {
    assert.deepEqual(await followed(), { user: ['Ada', ''], draftRevision: 0 });
    sidebar.settings.userName = 'Grace';
    sidebar.settings.userEmail = 'grace@example.com';
    const user = ['Grace', 'grace@example.com'];
    assert.deepEqual(await followed(), { user, draftRevision: 1 });
    assert.deepEqual(await followed(), { user, draftRevision: 1 });
  });

  it('takes over the user of the last conversation where the settings name none', async () => {
    assert.deepEqual((await followed()).user, ['Ada', '']);
    await sidebar.lastUser.set({ userName: 'Bob', userEmail: 'bob@example.com' });
    assert.deepEqual((await followed()).user, ['Ada', 'bob@example.com']);
    sidebar.settings.userName = undefined;
    assert.deepEqual((await followed()).user, ['Bob', 'bob@example.com']);
  });

  it('leaves a field that was typed in, or emptied, as it is', async () => {
    for (const typed of ['Alan', '']) {
      await sidebar.type({ userName: typed });
      sidebar.settings.userName = `not ${typed}`;
      assert.deepEqual(await followed(), { user: [typed, ''], draftRevision: 0 });
    }
  });

  it('looks again at what was called wrong', async () => {
    sidebar.settings.defaultChatbotId = '123456';
    sidebar.settings.userEmail = 'nobody';
    await sidebar.form.submit();
    assert.ok((await sidebar.form.snapshot()).fieldErrors.userEmail);
    sidebar.settings.userEmail = 'ada@example.com';
    await followed();
    assert.deepEqual((await sidebar.form.snapshot()).fieldErrors, {});
  });
});
