import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConversationRequest, UserdeskApi } from '../../src/publicApi';
import { cancelled, extensionUnderTest, isFailure, until } from './extensionUnderTest';

const allTheSame = 'The conversation may have been created all the same.';

/** What each chatbot, without a key of its own, comes to. */
const failures: readonly (readonly [request: unknown, code: string, message: string])[] = [
  [
    { chatbotId: 'sandbox-missing-key' },
    'apiKeyRefused',
    'Userdesk refused the API key for "Sandbox Missing Key".',
  ],
  [
    { chatbotId: 'sandbox-wrong-key' },
    'apiKeyRefused',
    'Userdesk refused the API key for "Sandbox Wrong Key".',
  ],
  [
    { chatbotId: 'sandbox-forbidden' },
    'chatbotForbidden',
    'This API key may not use chatbot sandbox-forbidden. A key belongs to one chatbot.',
  ],
  [
    { chatbotId: 'sandbox-error' },
    'serverError',
    `Userdesk had an internal error (500). ${allTheSame}`,
  ],
  [
    { chatbotId: 'sandbox-unheard-of' },
    'chatbotNotFound',
    'Userdesk knows no chatbot sandbox-unheard-of.',
  ],
  [
    { chatbotId: 'sandbox-support', userEmail: 'nobody' },
    'invalidArgument',
    'This is not an e-mail address. Leave it empty for none.',
  ],
  [{ chatbotId: '' }, 'invalidArgument', 'Enter a chatbot ID.'],
  [{ chatbotId: 'a/b' }, 'invalidArgument', 'A chatbot ID has no "/" in it.'],
  [{ chatbotId: 'sandbox-support', userName: 7 }, 'invalidArgument', 'userName is no text.'],
  [{ chatbotId: 'sandbox-support', userEmail: {} }, 'invalidArgument', 'userEmail is no text.'],
];

describe('The command userdesk.createConversation', () => {
  const create = (request: unknown) =>
    vscode.commands.executeCommand('userdesk.createConversation', request);

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await showsPanels();
  });

  it('resolves to the conversation, and opens its panel', async () => {
    const { conversationId, ...others } = (await create({
      chatbotId: 'sandbox-support',
      userName: 'Ada Lovelace',
    })) as Record<string, string>;
    match(conversationId ?? '', /^[\da-f-]{36}$/);
    deepEqual(Object.keys(others).sort(), ['chatbotId', 'greeting']);
    equal(others.chatbotId, 'sandbox-support');
    match(others.greeting ?? '', /^Hello, how can I help you\?/);
    await showsPanels('Sandbox Support');
  });

  it('leaves the greeting out where there is none', async () => {
    const created = await create({ chatbotId: 'sandbox-silent', reveal: true });
    deepEqual(Object.keys(created as object).sort(), ['chatbotId', 'conversationId']);
    await showsPanels('Sandbox Silent');
  });

  it('shows nothing on success if told so', async () => {
    ok(await create({ chatbotId: 'sandbox-support', reveal: false }));
    // Panels come in the order in which they were opened: the first one would be here by now.
    await create({ chatbotId: 'sandbox-silent' });
    await showsPanels('Sandbox Silent');
  });

  it('opens a panel for each of two at once', async () => {
    const ids = ['sandbox-support', 'sandbox-silent'];
    const created = await Promise.all(ids.map((chatbotId) => create({ chatbotId })));
    deepEqual(
      created.map((one) => (one as { chatbotId: string }).chatbotId),
      ids,
    );
    await showsPanels('Sandbox Silent', 'Sandbox Support');
  });

  for (const [request, code] of failures) {
    it(`resolves to nothing after ${code} of ${JSON.stringify(request)}`, async () => {
      equal(await create(request), undefined);
    });
  }

  it('resolves to nothing where "reveal" makes no sense', async () => {
    equal(await create({ chatbotId: 'sandbox-support', reveal: 'no' }), undefined);
  });

  it('asks for a missing key, takes none as an argument, and can be cancelled', async () => {
    const created = create({ chatbotId: '123456', apiKey: 'key-0123456789' });
    equal(await cancelled(created), undefined);
  });
});

describe('The API for other extensions', () => {
  let api: UserdeskApi;

  before(async () => {
    api = await extensionUnderTest().activate();
  });

  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('is a version and two calls', () => {
    deepEqual(Object.keys(api).sort(), ['createConversation', 'sendMessage', 'version']);
    equal(api.version, 2);
    equal(extensionUnderTest().exports, api);
  });

  it('gives the conversation and shows nothing', async () => {
    const { conversationId, ...others } = await api.createConversation({
      chatbotId: 'sandbox-support',
      userName: 'Ada Lovelace',
      userEmail: 'ada@example.com',
    });
    match(conversationId, /^[\da-f-]{36}$/);
    deepEqual(Object.keys(others).sort(), ['chatbotId', 'greeting']);
    equal('greeting' in (await api.createConversation({ chatbotId: 'sandbox-silent' })), false);
    await vscode.commands.executeCommand('userdesk.createConversation', {
      chatbotId: 'sandbox-support',
    });
    await showsPanels('Sandbox Support');
  });

  for (const [request, code, message] of [
    ...failures,
    [{ chatbotId: '123456' }, 'missingApiKey', 'Userdesk needs an API key for "123456".'],
    [
      { chatbotId: '123456', apiKey: 'key-0123456789' },
      'missingApiKey',
      'Userdesk needs an API key for "123456".',
    ],
    [undefined, 'invalidArgument', 'A chatbotId is needed.'],
    ['sandbox-support', 'invalidArgument', 'A chatbotId is needed.'],
    [{ userName: 'Ada' }, 'invalidArgument', 'A chatbotId is needed.'],
  ] as const) {
    it(`rejects ${JSON.stringify(request)} with ${code} and a sentence`, async () => {
      await rejects(
        api.createConversation(request as ConversationRequest),
        isFailure(code, message),
      );
    });
  }

  it('creates two conversations at once', async () => {
    const request = { chatbotId: 'sandbox-support' };
    const [one, other] = await Promise.all([
      api.createConversation(request),
      api.createConversation(request),
    ]);
    notEqual(one.conversationId, other.conversationId);
  });

  it('tells one that goes well from one that does not, at the same time', async () => {
    const [well, badly] = await Promise.allSettled([
      api.createConversation({ chatbotId: 'sandbox-support' }),
      api.createConversation({ chatbotId: 'sandbox-forbidden' }),
    ]);
    equal(well.status, 'fulfilled');
    equal(badly.status, 'rejected');
  });
});

/** Waits until these are the open editors, told by their titles in alphabetical order. */
async function showsPanels(...titles: string[]): Promise<void> {
  const open = () =>
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map((tab) => tab.label));
  await until(`the panels ${titles.join()}`, () => open().sort().join() === titles.join());
}
