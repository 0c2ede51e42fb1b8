import { deepEqual, equal } from 'node:assert/strict';
import {
  createConversation,
  createFromPalette,
  createdPanelOf,
  prompts,
} from './support/creationPrompts';
import { SettingsEditor } from './support/settingsEditor';
import { conversationIdOf, useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

const createDefault = 'Userdesk: Create Conversation with Default Chatbot';
const noDefault = 'There is no default chatbot yet.';

describe('The default chatbot', () => {
  const { workbench, userdesk } = useUserdesk({
    settings: {
      'userdesk.chatbots': [{ id: '111', name: 'Support bot' }],
      'userdesk.userName': 'Test User',
    },
  });

  it('is offered to be chosen where there is none', async () => {
    const { quickInput, notifications } = workbench();
    await workbench().runCommand(createDefault);
    deepEqual(await notifications.buttons(noDefault), ['Set Default Chatbot']);
    await notifications.press(noDefault, 'Set Default Chatbot');
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.cancel();
    equal(workbench().profile.readSettings()['userdesk.defaultChatbot'], undefined);
  });

  it('is used as soon as it is chosen, and only its key is asked for', async () => {
    const { quickInput, notifications } = workbench();
    await workbench().runCommand(createDefault);
    await notifications.press(noDefault, 'Set Default Chatbot');
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.pick('Support bot');
    await quickInput.waitForPrompt(prompts.apiKey);
    await quickInput.waitForMessage('"Support bot" (111)');
    equal(workbench().profile.readSettings()['userdesk.defaultChatbot'], '111');
    await quickInput.type('key-111');
    await quickInput.accept();
    const panel = await createdPanelOf(workbench(), conversationIdOf(1));
    await panel.getByRole('heading', { name: 'Support bot' }).waitFor();
    equal(userdesk().requests[0]?.headers.authorization, 'Bearer key-111');
    equal(userdesk().requests[0]?.body, '{"userName":"Test User"}');
  });

  it('starts Create Conversation…, with the user of the settings, else the last one', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand(createConversation);
    await quickInput.waitForPrompt(prompts.chatbot);
    deepEqual((await quickInput.items())[0], {
      label: 'Support bot',
      description: '111',
      detail: 'Default API key stored',
    });
    await quickInput.accept();
    await quickInput.waitForPrompt(prompts.user);
    await quickInput.pick('Someone else…');
    await quickInput.waitForPrompt(prompts.userName);
    equal(await quickInput.value(), 'Test User');
    await quickInput.type('Somebody Else');
    await quickInput.accept();
    await quickInput.answer(prompts.userEmail, 'else@example.com');
    await createdPanelOf(workbench(), conversationIdOf(2));
    await workbench().runCommand(createConversation);
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.accept();
    await quickInput.waitForPrompt(prompts.user);
    await quickInput.pick('Someone else…');
    await quickInput.waitForPrompt(prompts.userName);
    equal(await quickInput.value(), 'Test User');
    await quickInput.accept();
    await quickInput.waitForPrompt(prompts.userEmail);
    equal(await quickInput.value(), 'else@example.com');
    await quickInput.cancel();
  });

  it("needs no prompt at all then, and sends the settings' user details only", async () => {
    await workbench().runCommand(createDefault);
    await createdPanelOf(workbench(), conversationIdOf(3));
    equal(userdesk().requests[2]?.body, '{"userName":"Test User"}');
    const { notifications } = workbench();
    await notifications.waitUntilGone('Creating a conversation');
    deepEqual(await notifications.messages(), []);
  });

  it('is not the only one to choose: Back leads from the ID box to the list', async () => {
    const { quickInput } = workbench();
    await workbench().runCommand(createConversation);
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.pick('Enter a chatbot ID…');
    await quickInput.waitForPrompt(prompts.chatbotId);
    await quickInput.type('99');
    await quickInput.press('Back');
    await quickInput.waitForPrompt(prompts.chatbot);
    // Where one was: Enter leads on from there.
    await quickInput.accept();
    await quickInput.waitForPrompt(prompts.chatbotId);
    equal(await quickInput.value(), '99');
    await quickInput.cancel();
  });

  it('is the one that the offer after a first conversation makes it', async () => {
    const { quickInput, notifications } = workbench();
    const defaultChatbot = () => workbench().profile.readSettings()['userdesk.defaultChatbot'];
    await workbench().runCommand('Userdesk: Remove Chatbot…');
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.accept();
    await notifications.press('Its API key is still stored.', 'Keep It');
    equal(defaultChatbot(), undefined);
    await createFromPalette(workbench(), { chatbotId: '111' });
    await createdPanelOf(workbench(), conversationIdOf(4));
    await notifications.press('Make "111" the default chatbot?', 'Make Default');
    await waitFor('the setting', () => Promise.resolve(defaultChatbot() === '111'));
  });

  it('is not asked on behalf of an e-mail address that is none: the setting is named', async () => {
    const { notifications } = workbench();
    const settingsEditor = new SettingsEditor(workbench());
    const wrong = 'The setting userdesk.userEmail is not an e-mail address.';
    await settingsEditor.openAt('userdesk.userEmail');
    await settingsEditor.type('userdesk.userEmail', 'nobody');
    await settingsEditor.close();
    await workbench().runCommand(createDefault);
    deepEqual(await notifications.buttons(wrong), ['Open Settings']);
    await notifications.press(wrong, 'Open Settings');
    equal(await settingsEditor.firstSetting(), 'userdesk.userEmail');
    equal(userdesk().requests.length, 4);
  });
});
