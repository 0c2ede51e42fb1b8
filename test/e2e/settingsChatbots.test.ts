import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConversation, prompts } from './support/creationPrompts';
import type { QuickPickItem } from './support/quickInput';
import { useUserdesk } from './support/useUserdesk';

const enterAnother: QuickPickItem = { label: 'Enter a chatbot ID…', description: '', detail: '' };
const noKey = 'No API key yet';

describe('The chatbots in the settings', () => {
  const { workbench, userdesk } = useUserdesk({
    settings: {
      // People write an ID as the number that it looks like.
      'userdesk.chatbots': [{ id: 'own', name: 'My bot' }, { id: 123456 }],
      'userdesk.defaultChatbot': '123456',
    },
  });
  const ofUser = () => workbench().profile.readSettings();
  const ofWorkspace = (): unknown => {
    const file = join(workbench().workspaceFolder, '.vscode', 'settings.json');
    return JSON.parse(readFileSync(file, 'utf8'));
  };

  /** What Create Conversation… offers to choose from. */
  async function offered(): Promise<QuickPickItem[]> {
    const { quickInput } = workbench();
    await workbench().runCommand(createConversation);
    await quickInput.waitForPrompt(prompts.chatbot);
    const items = await quickInput.items();
    await quickInput.cancel();
    return items;
  }

  it('are offered with the default first and marked, and a number is an ID', async () => {
    deepEqual(await offered(), [
      { label: '123456', description: '', detail: `Default ${noKey}` },
      { label: 'My bot', description: 'own', detail: noKey },
      enterAnother,
    ]);
  });

  it('can be added to for oneself, and what is there stays as it is written', async () => {
    const { quickInput, statusBar } = workbench();
    await workbench().runCommand('Userdesk: Add Chatbot…');
    await quickInput.answer({ ...prompts.chatbotId, title: 'Add Chatbot (1/3)' }, ' added ');
    await quickInput.answer({ placeholder: 'Name (optional)', title: 'Add Chatbot (2/3)' }, '');
    await quickInput.waitForPrompt({ title: 'Add Chatbot (3/3)' });
    await quickInput.pick('User');
    await statusBar.getByText('Chatbot "added" added.').waitFor();
    deepEqual(ofUser()['userdesk.chatbots'], [
      { id: 'own', name: 'My bot' },
      { id: 123456 },
      { id: 'added' },
    ]);
  });

  it('can be added to for everybody in the workspace', async () => {
    const { quickInput, statusBar } = workbench();
    const before = ofUser();
    await workbench().runCommand('Userdesk: Add Chatbot…');
    await quickInput.answer(prompts.chatbotId, 'team');
    await quickInput.answer({ placeholder: 'Name (optional)' }, 'Team bot');
    await quickInput.waitForPrompt({ placeholder: 'Settings to add it to' });
    await quickInput.pick('Workspace');
    await statusBar.getByText('Chatbot "Team bot" added.').waitFor();
    deepEqual(ofWorkspace(), { 'userdesk.chatbots': [{ id: 'team', name: 'Team bot' }] });
    deepEqual(ofUser(), before);
  });

  it('are those of the user and of the workspace together', async () => {
    deepEqual(await offered(), [
      { label: '123456', description: '', detail: `Default ${noKey}` },
      { label: 'My bot', description: 'own', detail: noKey },
      { label: 'added', description: '', detail: noKey },
      { label: 'Team bot', description: 'team', detail: noKey },
      enterAnother,
    ]);
  });

  it('take no ID that only the sandbox may use, nor one with a slash', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('Userdesk: Add Chatbot…');
    await quickInput.answer(prompts.chatbotId, 'sandbox-mine');
    await quickInput.waitForMessage('IDs that start with "sandbox-" belong to the sandbox');
    await quickInput.type('12/34');
    await quickInput.waitForMessage('A chatbot ID has no "/" in it.');
    ok(await quickInput.isInvalid());
    await quickInput.cancel();
  });

  it('keep what was typed when one goes back', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand('Userdesk: Add Chatbot…');
    await quickInput.answer(prompts.chatbotId, 'unsure');
    await quickInput.answer({ placeholder: 'Name (optional)' }, 'Unsure bot');
    await quickInput.waitForPrompt({ title: 'Add Chatbot (3/3)' });
    await quickInput.press('Back');
    await quickInput.waitForPrompt({ placeholder: 'Name (optional)' });
    equal(await quickInput.value(), 'Unsure bot');
    await quickInput.press('Back');
    await quickInput.waitForPrompt(prompts.chatbotId);
    equal(await quickInput.value(), 'unsure');
    await quickInput.cancel();
    equal(JSON.stringify(ofUser()).includes('unsure'), false);
  });

  it('can each be made the default', async () => {
    const { quickInput, statusBar } = workbench();
    await workbench().runCommand('Userdesk: Set Default Chatbot…');
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.pick('Team bot');
    await statusBar.getByText('The default chatbot is "Team bot".').waitFor();
    equal(ofUser()['userdesk.defaultChatbot'], 'team');
    const [first, ...others] = await offered();
    deepEqual(first, { label: 'Team bot', description: 'team', detail: `Default ${noKey}` });
    ok(others.every(({ detail }) => !detail.includes('Default')));
  });

  it('can be removed where they stand, the default with them', async () => {
    const { quickInput, statusBar, notifications } = workbench();
    await workbench().runCommand('Userdesk: Remove Chatbot…');
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.pick('Team bot');
    await statusBar.getByText('Chatbot "Team bot" removed.').waitFor();
    deepEqual(ofWorkspace(), {});
    equal(ofUser()['userdesk.defaultChatbot'], undefined);
    await workbench().runCommand('Userdesk: Remove Chatbot…');
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.pick('123456');
    await statusBar.getByText('Chatbot "123456" removed.').waitFor();
    deepEqual(ofUser()['userdesk.chatbots'], [{ id: 'own', name: 'My bot' }, { id: 'added' }]);
    // Neither had a key, so there is nothing to ask.
    deepEqual(await notifications.messages(), []);
  });

  it('take their keys along if one wants', async () => {
    const { quickInput, notifications } = workbench();
    for (const [label, answer] of [
      ['My bot', 'Delete API Key'],
      ['added', 'Keep It'],
    ] as const) {
      await workbench().runCommand('Userdesk: Set API Key…');
      await quickInput.waitForPrompt({ ...prompts.chatbot, title: 'Set API Key (1/2)' });
      await quickInput.pick(label);
      await quickInput.waitForPrompt({ ...prompts.apiKey, title: 'Set API Key (2/2)' });
      await quickInput.type(`key of ${label}`.replaceAll(' ', '-'));
      await quickInput.press('Back');
      await quickInput.waitForPrompt(prompts.chatbot);
      // From where one was, to what was typed.
      await quickInput.accept();
      await quickInput.waitForPrompt(prompts.apiKey);
      await quickInput.accept();
      await quickInput.waitUntilClosed();
      await workbench().runCommand('Userdesk: Remove Chatbot…');
      await quickInput.waitForPrompt(prompts.chatbot);
      await quickInput.pick(label);
      const offer = 'Its API key is still stored.';
      deepEqual(await notifications.buttons(offer), ['Delete API Key', 'Keep It']);
      await notifications.press(offer, answer);
      await notifications.waitUntilGone(offer);
    }
  });

  it('can lose their keys alone, after a question', async () => {
    const { quickInput, dialog, statusBar, notifications } = workbench();
    for (const answer of ['Cancel', 'Delete API Key']) {
      await workbench().runCommand('Userdesk: Delete API Key…');
      await quickInput.waitForPrompt({ ...prompts.chatbot, title: 'Delete API Key' });
      // None but those that have a key: this one is still asked about after Cancel.
      deepEqual(await quickInput.items(), [
        { label: 'added', description: '', detail: userdesk().origin },
      ]);
      await quickInput.accept();
      match(await dialog.message(), /^Delete the API key for "added"\?/);
      await dialog.press(answer);
    }
    await statusBar.getByText('API key of "added" deleted.').waitFor();
    await workbench().runCommand('Userdesk: Delete API Key…');
    await notifications.waitFor('No API key is stored.');
  });

  it('can be removed though one stands there as the default alone', async () => {
    const { quickInput, statusBar } = workbench();
    await workbench().runCommand('Userdesk: Set Default Chatbot…');
    await quickInput.answer(prompts.chatbotId, 'alone');
    await statusBar.getByText('The default chatbot is "alone".').waitFor();
    await workbench().runCommand('Userdesk: Remove Chatbot…');
    await quickInput.waitForPrompt(prompts.chatbot);
    deepEqual(await quickInput.items(), [{ label: 'alone', description: '', detail: noKey }]);
    await quickInput.accept();
    await statusBar.getByText('Chatbot "alone" removed.').waitFor();
    equal(ofUser()['userdesk.defaultChatbot'], undefined);
  });

  it('can all be gone, which Remove Chatbot… says', async () => {
    await workbench().runCommand('Userdesk: Remove Chatbot…');
    await workbench().notifications.waitFor('The settings hold no chatbot.');
    equal(ofUser()['userdesk.chatbots'], undefined);
  });
});
