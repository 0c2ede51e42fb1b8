import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateFor } from '../support/certificate';
import { LoopbackServer } from '../support/loopbackServer';
import { inPieces } from '../support/replies';
import { Chat } from './support/chat';
import { createdPanelOf, prompts } from './support/creationPrompts';
import { LogView } from './support/logView';
import { badGateway, forbidden, LoopbackProxy, wantsAPassword } from './support/loopbackProxy';
import { conversationIdOf, conversations, greeting } from './support/useUserdesk';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';

const host = 'userdesk.example';
const apiKey = 'key-behind-a-proxy-0123456789';
const createDefault = 'Userdesk: Create Conversation with Default Chatbot';
const notLed = (status: number) =>
  `The proxy made no connection to ${host} (${status}). Nothing was sent.`;

describe('Behind a proxy that everybody must use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'userdesk-'));
  const trusted = join(folder, 'trusted.pem');
  let userdesk: LoopbackServer;
  let impostor: LoopbackServer;
  let proxy: LoopbackProxy;
  let chat: Chat;

  before(async () => {
    const certificate = await certificateFor(host);
    writeFileSync(trusted, certificate.cert);
    userdesk = await LoopbackServer.start(conversations(), { tls: certificate });
    impostor = await LoopbackServer.start(conversations(), { tls: await certificateFor(host) });
    proxy = await LoopbackProxy.start((started) => started.leadingTo(userdesk.port));
  });
  const workbench = useWorkbench({
    get settings() {
      return {
        'http.proxy': proxy.url,
        'userdesk.apiBaseUrl': `https://${host}/v1`,
        'userdesk.defaultChatbot': '123456',
      };
    },
    // What a company's administrator does for all that Node runs.
    env: { NODE_EXTRA_CA_CERTS: trusted },
  });
  after(async () => {
    await proxy.stop();
    await userdesk.stop();
    await impostor.stop();
    rmSync(folder, { recursive: true });
  });

  it('a conversation goes through it, to a server whose certificate the trust store has', async () => {
    await workbench().runCommand(createDefault);
    await workbench().quickInput.answer(prompts.apiKey, apiKey);
    const page = await createdPanelOf(workbench(), conversationIdOf(1));
    await page.getByText(greeting).waitFor();
    deepEqual(proxy.asked, [`${host}:443`]);
    equal(userdesk.requests.length, 1);
    equal(userdesk.requests[0]?.headers.authorization, `Bearer ${apiKey}`);
    chat = new Chat(page, conversationIdOf(1));
  });

  it('an answer is streamed through it', async () => {
    userdesk.reply = inPieces(['Through ', 'the ', 'proxy']);
    equal(await chat.ask('Which way?'), 'Through the proxy');
    equal(userdesk.requests.length, 2);
  });

  for (const [what, answer, sentence] of [
    ['wants a password', wantsAPassword, 'The proxy wants a password (407).'],
    ['forbids it', forbidden, notLed(403)],
    ['finds no way', badGateway, notLed(502)],
  ] as const) {
    it(`a message is told when it ${what}, and goes through when tried again`, async () => {
      const { answer: leading } = proxy;
      const before = { sent: userdesk.requests.length, asked: proxy.asked.length };
      proxy.answer = answer;
      await chat.say('Anybody?');
      await chat.until('failed');
      equal((await chat.told()).sentence, sentence);
      const logged = `The proxy answered CONNECT with ${/\d+/.exec(sentence)?.[0]}`;
      const log = new LogView(workbench());
      await waitFor('the log', () => Promise.resolve(log.text().includes(logged)));
      equal(userdesk.requests.length, before.sent);
      equal(proxy.asked.length, before.asked + 1);
      proxy.answer = leading;
      await chat.button('Try again').click();
      await chat.until('done');
      equal(userdesk.requests.length, before.sent + 1);
    });
  }

  it('nothing is sent to one who comes under the name with a certificate of his own', async () => {
    const { answer: leading } = proxy;
    proxy.answer = proxy.leadingTo(impostor.port);
    await workbench().runCommand(createDefault);
    const { notifications } = workbench();
    const sentence = `The certificate of ${host} is not trusted here. A company proxy may be in between.`;
    equal(await notifications.waitFor('certificate'), sentence);
    deepEqual(await notifications.buttons(sentence), ['Proxy Settings', 'Show Log']);
    equal(impostor.connectionCount, 1);
    deepEqual(impostor.requests, []);
    proxy.answer = leading;
    await notifications.dismissAll();
  });

  it('it learns no word of all this', () => {
    const seen = Buffer.concat(proxy.seen);
    ok(seen.length > 1_000);
    for (const word of [apiKey, 'Which way?', 'Anybody?', greeting]) ok(!seen.includes(word), word);
  });

  it('it is told when it is gone', async () => {
    await proxy.stop();
    await chat.say('Still there?');
    await chat.until('failed');
    equal(
      (await chat.told()).sentence,
      `Cannot reach ${host} (no connection to the proxy). Check the network or the proxy.`,
    );
  });
});
