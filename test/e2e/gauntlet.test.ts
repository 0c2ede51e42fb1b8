import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startSandbox, type LoggedRequest, type Sandbox } from '../../src/sandbox/server';
import { prompts } from './support/creationPrompts';
import { gauntletFaults, kindCount, type Expected } from './support/gauntletFaults';
import { GauntletWays } from './support/gauntletWays';
import { OtherExtension } from './support/otherExtension';
import { placesOf } from './support/secretScan';
import { useWorkbench } from './support/useWorkbench';

/** Every fault in every way; else each fault once when it creates and once when it is written to. */
const isWhole = process.env['USERDESK_GAUNTLET'] === 'whole';

const chatbot = {
  ...{ id: '123456', name: 'Support bot', apiKey: 'Gx7!gauntlet+"k/e"=Yq2' },
  ...{
    greeting: 'Hello, how can I help you?',
    fallback: 'You wrote **{message}** (message {turn}).',
  },
};

describe('The gauntlet', function () {
  this.timeout(isWhole ? 180_000 : 120_000);
  let sandbox: Sandbox;
  let other: OtherExtension;
  let ways: GauntletWays;
  const requests: LoggedRequest[] = [];
  const survived = new Map<string, string[]>();
  let cells = 0;

  before(async () => {
    const log = (request: LoggedRequest) => requests.push(request);
    sandbox = await startSandbox({ scenario: { chatbots: [chatbot], seed: 1 }, log });
    other = await OtherExtension.start();
  });
  const workbench = useWorkbench({
    logLevel: 'trace',
    get settings() {
      return {
        'userdesk.apiBaseUrl': sandbox.baseUrl,
        'userdesk.requestTimeout': 2,
        'userdesk.chatbots': [{ id: chatbot.id, name: chatbot.name }],
        'userdesk.defaultChatbot': chatbot.id,
      };
    },
    addExtensions: (installed) => other.install(installed),
  });
  before(async () => {
    ways = new GauntletWays(workbench(), other, chatbot.id, () => requests.length);
    await workbench().runCommand('Userdesk: Create Conversation with Default Chatbot');
    await workbench().quickInput.answer(prompts.apiKey, chatbot.apiKey);
    await workbench().webviews.panel(chatbot.name);
  });
  after(async () => {
    await other.stop();
    await sandbox.stop();
    const rows = [...survived].map(([fault, names]) => `  ${fault.padEnd(24)}${names.join(', ')}`);
    const count = [...survived.values()].flat().length;
    console.log(`${rows.join('\n')}\nThe gauntlet: ${count} of ${cells} survived.`);
  });

  it('has every fault in it', () => {
    equal(new Set(gauntletFaults.map(({ fault }) => fault.kind)).size, kindCount);
  });

  for (const [index, { name, fault, creation, message }] of gauntletFaults.entries()) {
    for (const way of chosen(['palette', 'sidebar', 'New Conversation', 'API'], index)) {
      if (creation === undefined) continue;
      cell(name, way, async () => {
        const before = recorded();
        sandbox.control.failNext({ ...fault, on: 'conversation' });
        assertOutcome(await ways.creations[way](), creation);
        assertPosts(1);
        equal(recorded().conversations - before.conversations, creation === 'well' ? 1 : 0);
        equal(await ways.withApi('createConversation', { chatbotId: chatbot.id }), 'well');
      });
    }
    for (const way of chosen(['panel', 'command'], index)) {
      if (message === undefined) continue;
      cell(name, way, async () => {
        const conversationId = await ways.conversation();
        requests.length = 0;
        const text = `Hello from ${name} in ${way}`;
        sandbox.control.failNext({ ...fault, on: 'message' });
        assertOutcome(await ways.messages[way](conversationId, text), message);
        assertPosts(1);
        const { last } = recorded();
        equal(last.message, text);
        deepEqual(
          [last.state === 'done', last.trouble === null],
          Array(2).fill(message === 'well'),
        );
        const request = { chatbotId: chatbot.id, conversationId, message: 'Again' };
        equal(await ways.withApi('sendMessage', request), 'well');
      });
    }
  }

  it('leaves no word of an error that nobody caught, and the key nowhere', () => {
    const { logFolder } = workbench();
    const hosts = readdirSync(logFolder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /exthost.*\.log$/i.test(file))
      .map((file) => readFileSync(join(logFolder, file), 'utf8'));
    ok(hosts.length > 0);
    for (const log of hosts) {
      ok(!/unhandled|promise not handled|uncaught|terminated unexpectedly/i.test(log), log);
    }
    deepEqual(placesOf(chatbot.apiKey, workbench()), []);
    ok(requests.every(({ key }) => key === `key of ${chatbot.id}`));
  });

  /** One of them, each in its turn, or all. */
  function chosen<T extends string>(names: readonly T[], index: number): readonly T[] {
    return isWhole ? names : names.filter((_, at) => at === index % names.length);
  }

  function cell(fault: string, way: string, run: () => Promise<void>): void {
    cells++;
    it(`${fault}, ${way}`, async () => {
      requests.length = 0;
      await run();
      survived.set(fault, [...(survived.get(fault) ?? []), way]);
    });
  }

  afterEach(async function () {
    sandbox.control.forgetFaults();
    if (this.currentTest?.state !== 'failed') return;
    await workbench().page.keyboard.press('Escape');
    await workbench().notifications.dismissAll();
  });

  function assertPosts(count: number): void {
    deepEqual(
      requests.map(({ method, key }) => [method, key]),
      Array.from({ length: count }, () => ['POST', `key of ${chatbot.id}`]),
    );
  }

  /** What is on the disk by now. */
  function recorded() {
    const database = new DatabaseSync(workbench().recordFile, { readOnly: true });
    try {
      const { count } = database.prepare('SELECT count(*) AS count FROM conversations').get() ?? {};
      const last = database
        .prepare('SELECT message, state, trouble FROM turns ORDER BY row DESC LIMIT 1')
        .get();
      return { conversations: Number(count), last: { ...last } };
    } finally {
      database.close();
    }
  }
});

function assertOutcome(outcome: string, expected: Expected): void {
  if (expected === 'well') equal(outcome, 'well');
  else ok(expected.test(outcome), `"${outcome}", and not ${String(expected)}`);
}
