import { deepEqual, equal } from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoopbackServer } from '../support/loopbackServer';
import { createConversation, createdPanelOf, prompts } from './support/creationPrompts';
import { apiBaseUrlOf, conversationIdOf, conversations, useUserdesk } from './support/useUserdesk';

const createDefault = 'Userdesk: Create Conversation with Default Chatbot';

describe('The origin that a key is for', () => {
  let other: LoopbackServer;
  before(async () => {
    other = await LoopbackServer.start(conversations(100));
  });
  after(() => other.stop());
  const { workbench, userdesk } = useUserdesk({
    settings: { 'userdesk.defaultChatbot': '123456' },
  });

  it('is the one in the settings of the user, whatever the workspace says', async () => {
    const { quickInput, workspaceFolder } = workbench();
    const folder = join(workspaceFolder, '.vscode');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'settings.json'),
      JSON.stringify({ 'userdesk.apiBaseUrl': apiBaseUrlOf(other), 'userdesk.userName': 'Here' }),
    );
    await workbench().reload();
    await workbench().runCommand(createDefault);
    await quickInput.answer(prompts.apiKey, 'key-of-the-first-origin');
    await createdPanelOf(workbench(), conversationIdOf(1));
    equal(userdesk().requests[0]?.headers.authorization, 'Bearer key-of-the-first-origin');
    // Its other settings count, so they were read.
    equal(userdesk().requests[0]?.body, '{"userName":"Here"}');
    deepEqual(other.requests, []);
  });

  it('is the only one that gets it when the user turns to another', async () => {
    const { quickInput } = workbench();
    await workbench().setUserSettings({ 'userdesk.apiBaseUrl': apiBaseUrlOf(other) });
    await workbench().runCommand(createConversation);
    await quickInput.waitForPrompt(prompts.chatbot);
    deepEqual(await quickInput.items(), [
      { label: '123456', description: '', detail: 'Default No API key yet' },
      { label: 'Enter a chatbot ID…', description: '', detail: '' },
    ]);
    await quickInput.cancel();
    await workbench().runCommand(createDefault);
    await quickInput.waitForPrompt(prompts.apiKey);
    equal(await quickInput.value(), '');
    await quickInput.cancel();
    deepEqual(other.requests, []);
  });

  it('can have another key for a chatbot of the same ID', async () => {
    await workbench().runCommand(createDefault);
    await workbench().quickInput.answer(prompts.apiKey, 'key-of-the-second-origin');
    await createdPanelOf(workbench(), conversationIdOf(101));
    await workbench().setUserSettings({ 'userdesk.apiBaseUrl': apiBaseUrlOf(userdesk()) });
    await workbench().runCommand(createDefault);
    await createdPanelOf(workbench(), conversationIdOf(2));
    deepEqual(
      other.requests.map(({ headers }) => headers.authorization),
      ['Bearer key-of-the-second-origin'],
    );
    deepEqual(
      userdesk().requests.map(({ headers }) => headers.authorization),
      ['Bearer key-of-the-first-origin', 'Bearer key-of-the-first-origin'],
    );
  });
});
