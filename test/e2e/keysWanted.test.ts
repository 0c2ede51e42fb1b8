import { deepEqual, equal, match, notDeepEqual, ok } from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoopbackServer, type Reply } from '../support/loopbackServer';
import { json, text } from '../support/replies';
import { Chat } from './support/chat';
import { createdPanelOf, createFromPalette, giveChatbot, prompts } from './support/creationPrompts';
import { answerFileDialog } from './support/fileDialog';
import { backUp } from './support/historyFiles';
import { isMessage } from './support/heldAnswers';
import { OtherExtension } from './support/otherExtension';
import { placesOf } from './support/secretScan';
import { apiBaseUrlOf, conversationIdOf, useUserdesk } from './support/useUserdesk';
import { waitFor } from './support/waitFor';

/** With characters that are written otherwise in URLs and JSON, and found nowhere else. */
const apiKey = 'Vn4!wanted+"k/e"=Rq8';
const otherKey = 'Vn4!other+"k/e"=Rq9';
const userName = 'Name-To-Be-Found-In-Files';
const createDefault = 'Userdesk: Create Conversation with Default Chatbot';

/** Says the key back wherever it can: in greetings, answers and errors. */
function echo(): Reply {
  let count = 0;
  return (response, request) => {
    const said = `You sent ${request.headers.authorization ?? 'no key'}.`;
    if (request.path.includes('broken')) return json({ error: said }, 400)(response, request);
    if (isMessage(request)) return text(said)(response, request);
    const conversationId = conversationIdOf(++count);
    return json({ success: true, conversationId, response: said })(response, request);
  };
}

/** Each way for a workspace to say where the API is, and that it was read. */
const forms: Record<string, (evil: string) => object> = {
  plain: (evil) => ({ 'userdesk.apiBaseUrl': evil }),
  nested: (evil) => ({ userdesk: { apiBaseUrl: evil } }),
  'for a language': (evil) => ({
    '[plaintext]': { 'userdesk.apiBaseUrl': evil },
    '[plaintext][markdown]': { userdesk: { apiBaseUrl: evil } },
  }),
  'with chatbots of its own': (evil) => ({
    'userdesk.apiBaseUrl': evil,
    'userdesk.chatbots': [
      { id: '../../123456', name: 'Support bot', apiBaseUrl: evil, origin: evil },
      { id: '123456', name: 'Support bot', apiBaseUrl: evil, baseUrl: evil, origin: evil },
    ],
    'http.proxy': evil,
  }),
};

for (const isTrusted of [true, false]) {
  describe(`A key in a workspace that is ${isTrusted ? '' : 'not '}trusted and wants it`, () => {
    let evil: LoopbackServer;
    let other: OtherExtension;
    before(async () => {
      evil = await LoopbackServer.start(echo());
      other = await OtherExtension.start();
    });
    const { workbench, userdesk } = useUserdesk(
      {
        logLevel: 'trace',
        settings: {
          'userdesk.defaultChatbot': '123456',
          'userdesk.userName': userName,
          'security.workspace.trust.enabled': !isTrusted,
          'security.workspace.trust.startupPrompt': 'never',
        },
        addExtensions: (installed) => other.install(installed),
      },
      echo(),
    );
    after(async () => {
      await other.stop();
      await evil.stop();
    });
    const create = (chatbotId: string) => other.api('createConversation', { chatbotId });
    const codeOf = async (chatbotId: string) => {
      const outcome = await create(chatbotId);
      return 'value' in outcome ? 'none' : (outcome.code ?? outcome.whole);
    };
    const sent = () =>
      userdesk().requests.map(({ path, headers }) => [path, headers.authorization]);
    const path = '/v1/chatbot/123456/conversation';

    it('is given for the address of the user', async () => {
      await workbench().runCommand(createDefault);
      await workbench().quickInput.answer(prompts.apiKey, apiKey);
      await createdPanelOf(workbench(), conversationIdOf(1));
      deepEqual(sent(), [[path, `Bearer ${apiKey}`]]);
    });

    for (const [form, settings] of Object.entries(forms)) {
      it(`goes nowhere else for an address that is ${form}`, async () => {
        const { workspaceFolder, page } = workbench();
        const folder = join(workspaceFolder, '.vscode');
        mkdirSync(folder, { recursive: true });
        const title = `Read: ${form}`;
        const brought = { ...settings(apiBaseUrlOf(evil)), 'window.title': title };
        writeFileSync(join(folder, 'settings.json'), JSON.stringify(brought));
        await other.followed(() => workbench().reload());
        await waitFor('the settings', async () => (await page.title()).includes(title));
        userdesk().requests.length = 0;
        equal(await codeOf('123456'), 'none');
        deepEqual(sent(), [[path, `Bearer ${apiKey}`]]);
        equal(evil.connectionCount, 0);
      });
    }

    it('is of one chatbot: another has none', async () => {
      userdesk().requests.length = 0;
      equal(await codeOf('777001'), 'missingApiKey');
      equal(await codeOf('123456 '), 'none');
      deepEqual(sent(), [[path, `Bearer ${apiKey}`]]);
    });

    it('goes with no ID that would leave its place in the address', async () => {
      userdesk().requests.length = 0;
      for (const id of ['../123456', '..', '.', 'x/../123456', '123456/../7', '/123456', 'a\nb']) {
        equal(await codeOf(id), 'invalidArgument', id);
      }
      const odd = ['%2e%2e', '..%2f123456', '123456?x=', '123456#', '..\\123456', '@evil.test'];
      for (const id of odd) equal(await codeOf(id), 'missingApiKey', id);
      deepEqual(sent(), []);
      for (const id of odd) {
        await workbench().runCommand('Userdesk: Set API Key…');
        await giveChatbot(workbench(), id);
        await workbench().quickInput.answer(prompts.apiKey, otherKey);
        await workbench().quickInput.waitUntilClosed();
        await waitFor('the key', async () => (await codeOf(id)) === 'none');
      }
      deepEqual(
        sent(),
        odd.map((id) => [
          `/v1/chatbot/${encodeURIComponent(id)}/conversation`,
          `Bearer ${otherKey}`,
        ]),
      );
    });

    it('is in no error, and in nothing that is shown or copied', async () => {
      await createFromPalette(workbench(), { chatbotId: 'broken', apiKey });
      const told = await workbench().notifications.waitFor('Userdesk said no');
      equal(told, 'Userdesk said no: "You sent Bearer [API key]".');
      await workbench().notifications.dismissAll();
      for (const id of ['broken', '../x', 'none']) {
        const outcome = await create(id);
        ok('whole' in outcome);
        match(outcome.whole, /UserdeskError/);
        ok(!outcome.whole.includes(apiKey), outcome.whole);
      }
      await workbench().runCommand(createDefault);
      const chat = await Chat.created(workbench());
      equal(await chat.ask('What did I send?'), 'You sent Bearer [API key].');
      for (const what of ['Copy Conversation as Markdown', 'Copy Conversation ID']) {
        await workbench().writeClipboard('');
        await workbench().runCommand(`Userdesk: ${what}`);
        const read = () => workbench().readClipboard();
        const copied = await waitFor('the clipboard', async () => (await read()) || undefined);
        ok(!copied.includes(apiKey), copied);
      }
      for (const frame of workbench().page.frames()) {
        ok(!(await frame.content()).includes(apiKey), frame.url());
        ok(!frame.url().includes(encodeURIComponent(apiKey)));
      }
    });

    it('is in no export, no backup, no log and no other file', async () => {
      const { quickInput, notifications, workspaceFolder } = workbench();
      for (const format of ['Markdown', 'JSON']) {
        await workbench().runCommand('Userdesk: Export Conversation…');
        await quickInput.waitForPrompt({ placeholder: 'Format' });
        await quickInput.pick(format);
        await quickInput.waitForPrompt({ placeholder: 'User details' });
        await quickInput.pick("Keep the user's name and e-mail");
        await answerFileDialog(workbench(), { title: 'Export Conversation' });
        await notifications.waitFor('Conversation exported to');
        await notifications.dismissAll();
      }
      await backUp(workbench(), join(workspaceFolder, 'backup.json'));
      await notifications.waitFor('History is backed up to');
      // The folder of the workspace is among them.
      for (const key of [apiKey, otherKey]) deepEqual(placesOf(key, workbench()), []);
      const places = placesOf(userName, workbench());
      for (const file of [/\.md$/, /conversation-.*\.json$/, /backup\.json$/, /history\.sqlite/]) {
        ok(
          places.some((place) => file.test(place)),
          String(file),
        );
      }
      notDeepEqual(placesOf('[API key]', workbench()), []);
    });

    it('is unknown where the user turns to another address', async () => {
      userdesk().requests.length = 0;
      const turnTo = (server: LoopbackServer) =>
        other.followed(() =>
          workbench().setUserSettings({ 'userdesk.apiBaseUrl': apiBaseUrlOf(server) }),
        );
      await turnTo(evil);
      equal(await codeOf('123456'), 'missingApiKey');
      equal(evil.connectionCount, 0);
      await turnTo(userdesk());
      equal(await codeOf('123456'), 'none');
      deepEqual(sent(), [[path, `Bearer ${apiKey}`]]);
      equal(evil.connectionCount, 0);
    });
  });
}
