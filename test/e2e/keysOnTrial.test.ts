import { deepEqual, equal, notDeepEqual } from 'node:assert/strict';
import type { Reply } from '../support/loopbackServer';
import { json } from '../support/replies';
import {
  createConversation,
  createFromPalette,
  createdPanelOf,
  giveChatbot,
  prompts,
} from './support/creationPrompts';
import { placesOf } from './support/secretScan';
import { conversationIdOf, conversations, useUserdesk } from './support/useUserdesk';

/** With characters that are written otherwise in URLs and JSON, and found nowhere else. */
const keys = {
  mistyped: 'Qz7!mistyped+"k/e"=Zw1',
  right: 'Qz7!right+"k/e"=Zw2\\~',
  untested: 'Qz7!untested+"k/e"=Zw3',
  spent: 'Qz7!spent+"k/e"=Zw4',
  set: 'Qz7!set+"k/e"=Zw5',
};
const userName = 'Name-To-Be-Found-On-Disk';

/** Answers by the chatbot's ID; what it says has the key in it, as servers do that debug. */
function userdeskWithTempers(): Reply {
  const create = conversations();
  return (response, request) => {
    const { authorization = '' } = request.headers;
    const words = { success: false, message: `${authorization} was sent` };
    const chatbotId = request.path.split('/').at(-2);
    if (chatbotId === 'broken') return json(words, 500)(response, request);
    if (chatbotId === 'spent') return json(words)(response, request);
    if (authorization !== `Bearer ${keys.right}`) return json(words, 401)(response, request);
    return create(response, request);
  };
}

describe('A key on trial', () => {
  const { workbench, userdesk } = useUserdesk({ logLevel: 'trace' }, userdeskWithTempers());
  const keysSent = () => userdesk().requests.map(({ headers }) => headers.authorization);

  /** Whether Create Conversation… asks for the key of this chatbot. */
  async function asksForKeyOf(chatbotId: string): Promise<boolean> {
    const { quickInput } = workbench();
    await workbench().runCommand(createConversation);
    await giveChatbot(workbench(), chatbotId);
    await quickInput.waitForPrompt({ placeholder: /^(API key|User name \(optional\))$/ });
    const asks = (await quickInput.placeholder()) === prompts.apiKey.placeholder;
    if (asks) equal(await quickInput.value(), '');
    await quickInput.cancel();
    return asks;
  }

  it('is forgotten when Userdesk refuses it: the next run asks again', async () => {
    const { notifications } = workbench();
    const refused = 'Userdesk refused the API key for "typo".';
    await createFromPalette(workbench(), { chatbotId: 'typo', apiKey: keys.mistyped });
    deepEqual(await notifications.buttons(refused), ['Replace API Key', 'Show Log']);
    equal(await asksForKeyOf('typo'), true);
  });

  it('is replaced from the message, without the Bearer that came along, and then stored', async () => {
    const { quickInput, notifications } = workbench();
    await notifications.press('Userdesk refused the API key for "typo".', 'Replace API Key');
    await quickInput.waitForPrompt(prompts.apiKey);
    equal(await quickInput.isMasked(), true);
    await quickInput.type(`  bearer  ${keys.right} `);
    await quickInput.accept();
    await createdPanelOf(workbench(), conversationIdOf(1));
    deepEqual(keysSent(), [`Bearer ${keys.mistyped}`, `Bearer ${keys.right}`]);
    await notifications.dismissAll();
  });

  it('stays in use after a failure that says nothing about it', async () => {
    const { notifications } = workbench();
    const failed = 'Userdesk had an internal error (500).';
    await createFromPalette(workbench(), { chatbotId: 'broken', apiKey: keys.untested });
    await notifications.waitFor(failed);
    // VS Code shows no more than three messages within the time that a progress takes at least.
    await notifications.waitUntilGone('Creating a conversation');
    await notifications.press(failed, 'Try Again');
    await notifications.waitFor(failed);
    await notifications.waitUntilGone('Creating a conversation');
    await notifications.dismissAll();
    await createFromPalette(workbench(), { chatbotId: 'broken' });
    await notifications.waitFor(failed);
    await notifications.waitUntilGone('Creating a conversation');
    deepEqual(keysSent().slice(2), Array(3).fill(`Bearer ${keys.untested}`));
    await notifications.dismissAll();
  });

  it('is as good as accepted when Userdesk says no for another reason', async () => {
    const { notifications } = workbench();
    await createFromPalette(workbench(), { chatbotId: 'spent', apiKey: keys.spent, userName });
    equal(
      await notifications.waitFor('Userdesk said no'),
      'Userdesk said no: "Bearer [API key] was sent".',
    );
    await notifications.dismissAll();
  });

  it('is none when it was set before: no answer deletes a stored key', async () => {
    const { quickInput, notifications, statusBar } = workbench();
    await workbench().runCommand('Userdesk: Set API Key…');
    await giveChatbot(workbench(), 'set');
    await quickInput.answer(prompts.apiKey, keys.set);
    await statusBar.getByText('API key of "set" set.').waitFor();
    await createFromPalette(workbench(), { chatbotId: 'set' });
    await notifications.waitFor('Userdesk refused the API key for "set".');
    await notifications.waitUntilGone('Creating a conversation');
    await notifications.dismissAll();
    equal(await asksForKeyOf('set'), false);
  });

  it('is not there after a restart, where accepted and set keys are', async () => {
    const { notifications } = workbench();
    await createFromPalette(workbench(), { chatbotId: 'never', apiKey: keys.mistyped });
    await notifications.waitFor('Userdesk refused the API key for "never".');
    await workbench().restart();
    equal(await asksForKeyOf('never'), true);
    equal(await asksForKeyOf('broken'), true);
    equal(await asksForKeyOf('typo'), false);
    equal(await asksForKeyOf('spent'), false);
    equal(await asksForKeyOf('set'), false);
  });

  it('stands in no file and in no line of the console, in any form, at trace level', () => {
    for (const key of Object.values(keys)) deepEqual(placesOf(key, workbench()), []);
    // What may be there is found: the scan looks where things are written.
    notDeepEqual(placesOf(userName, workbench()), []);
  });
});
