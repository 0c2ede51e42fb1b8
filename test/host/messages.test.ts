import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { MessageRequest, UserdeskApi } from '../../src/publicApi';
import { answerTo } from '../../src/sandbox/answers';
import { extensionUnderTest, isFailure, until } from './extensionUnderTest';

const chatbotId = 'sandbox-support';
const noId = 'Enter a conversation ID.';
const aMessage = { conversationId: 'any', message: 'Hello' };

const messageTo = (to: string) => ({ ...aMessage, chatbotId: to });

/**
 * What each message, to a chatbot without a key of its own, comes to: in one conversation, which
 * belongs to none of them as long as none has answered.
 */
const failures: readonly (readonly [request: unknown, code: string, message: string])[] = [
  [
    messageTo('sandbox-wrong-key'),
    'apiKeyRefused',
    'Userdesk refused the API key for "Sandbox Wrong Key".',
  ],
  [
    messageTo('sandbox-forbidden'),
    'chatbotForbidden',
    'This API key may not use chatbot sandbox-forbidden. A key belongs to one chatbot.',
  ],
  [
    messageTo('sandbox-error'),
    'serverError',
    'Userdesk had an internal error (500). The message may have arrived all the same.',
  ],
  [
    messageTo('sandbox-unheard-of'),
    'chatbotNotFound',
    'Userdesk knows no chatbot sandbox-unheard-of, or not this conversation.',
  ],
  [{ ...aMessage, chatbotId: '' }, 'invalidArgument', 'Enter a chatbot ID.'],
  [{ ...aMessage, chatbotId: 'a/b' }, 'invalidArgument', 'A chatbot ID has no "/" in it.'],
  [{ chatbotId, message: 'Hello' }, 'invalidArgument', noId],
  [{ chatbotId, message: 'Hello', conversationId: '' }, 'invalidArgument', noId],
  [{ chatbotId, conversationId: 'any' }, 'invalidArgument', 'message is no text.'],
  [
    { chatbotId, conversationId: 'any', message: ' \n' },
    'invalidArgument',
    'There is nothing in this message.',
  ],
];

describe('Sending a message', () => {
  let api: UserdeskApi;
  const command = (request: unknown) =>
    vscode.commands.executeCommand('userdesk.sendMessage', request);

  before(async () => {
    api = await extensionUnderTest().activate();
  });

  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  /** A conversation that nobody sees. */
  async function conversation(userName?: string): Promise<Omit<MessageRequest, 'message'>> {
    const { conversationId } = await api.createConversation({
      chatbotId,
      ...(userName !== undefined && { userName }),
    });
    return { chatbotId, conversationId };
  }

  for (const [by, send] of [
    ['the command', command],
    ['the API', (request: MessageRequest) => api.sendMessage(request)],
  ] as const) {
    it(`with ${by} gives the whole answer, and the conversation goes on`, async () => {
      const into = await conversation('Ada');
      for (const [index, message] of ['markdown', 'characters', 'One\ntwo'].entries()) {
        const number = index + 1;
        deepEqual(await send({ ...into, message }), {
          response: answerTo({ message, number, userName: 'Ada' }),
        });
      }
    });

    it(`with ${by} goes into a conversation that is not in the record, too`, async () => {
      const into = { chatbotId, conversationId: randomUUID() };
      const answer = (await send({ ...into, message: 'Anyone there?' })) as { response: string };
      match(answer.response, /This was message 1 of our conversation\.$/);
      const next = (await send({ ...into, message: 'Again' })) as { response: string };
      match(next.response, /This was message 2 of our conversation\.$/);
    });
  }

  for (const [request, code, message] of failures) {
    const shown = JSON.stringify(request);
    it(`comes to ${code} with the API, and to nothing with the command: ${shown}`, async () => {
      await rejects(api.sendMessage(request as MessageRequest), isFailure(code, message));
      equal(await command(request), undefined);
    });
  }

  it('needs a key, a chatbot and a request', async () => {
    await rejects(
      api.sendMessage({ ...aMessage, chatbotId: '123456' }),
      isFailure('missingApiKey', 'Userdesk needs an API key for "123456".'),
    );
    equal(await command({ ...aMessage, chatbotId: '123456' }), undefined);
    for (const request of [undefined, 'sandbox-support', aMessage]) {
      await rejects(
        api.sendMessage(request as unknown as MessageRequest),
        isFailure('invalidArgument', 'A chatbotId is needed.'),
      );
    }
  });

  it('waits for the answer under way in the same conversation, and for no other', async () => {
    const [busy, other] = await Promise.all([conversation(), conversation()]);
    const long = { ...busy, message: 'long' };
    // Which of them comes first is for neither to know; the other ones are refused.
    const sendings = Promise.allSettled([
      api.sendMessage(long),
      api.sendMessage(long),
      command(long),
    ]);
    match((await api.sendMessage({ ...other, message: 'Hello' })).response, /message 1 /);
    const outcomes = await sendings;
    const answers = outcomes.flatMap((each) =>
      each.status === 'fulfilled' && each.value !== undefined ? [each.value] : [],
    );
    deepEqual(answers, [{ response: answerTo({ message: 'long', number: 1 }) }]);
    const isBusy = isFailure(
      'conversationBusy',
      'An answer is still under way in this conversation.',
    );
    for (const each of outcomes) if (each.status === 'rejected') ok(isBusy(each.reason));
    // What was refused was not sent.
    match((await api.sendMessage({ ...busy, message: 'Hello' })).response, /message 2 /);
  });

  it('ends where a person stops the answer, and the rest goes on as before', async () => {
    const { conversationId } = await vscode.commands.executeCommand<MessageRequest>(
      'userdesk.createConversation',
      { chatbotId },
    );
    const into = { chatbotId, conversationId };
    for (const send of [api.sendMessage.bind(api), command]) {
      let settled = false;
      const sending = Promise.resolve(send({ ...into, message: 'long' }))
        .catch((error: unknown) => (error as { code?: unknown }).code)
        .finally(() => (settled = true));
      // As often as it takes until there is something to stop.
      await until('the answer to stop', async () => {
        await vscode.commands.executeCommand('userdesk.stopResponse');
        return settled;
      });
      equal(await sending, send === command ? undefined : 'answerStopped');
    }
    match((await api.sendMessage({ ...into, message: 'Hello' })).response, /Hello/);
  });
});
