import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { UserdeskError, type Failure } from '../../src/api/errors';
import type { Chatbot } from '../../src/chatbots/chatbot';
import type { CreateConversation } from '../../src/conversations/createConversation';
import {
  apiForOthers,
  readConversationRequest,
  toCreated,
  type ConversationRequest,
} from '../../src/publicApi';
import { describeFailure, type FailureSubject } from '../../src/support/describeFailure';
import { conversation } from './conversations/recordUnderTest';

describe('What a caller of userdesk.createConversation gives', () => {
  it('is a chatbot and what else is wanted', () => {
    for (const request of [
      { chatbotId: '123456' },
      { chatbotId: '123456', userName: 'Ada', userEmail: 'ada@example.com', reveal: false },
      { chatbotId: 'sandbox-support', reveal: true },
      { chatbotId: '123456', userName: '' },
    ]) {
      assert.deepEqual(readConversationRequest(request), request);
    }
  });

  it('may name the chatbot by a number, or with white space around it', () => {
    assert.deepEqual(readConversationRequest({ chatbotId: 123456 }), { chatbotId: '123456' });
    assert.deepEqual(readConversationRequest({ chatbotId: ' 123456 ' }), { chatbotId: '123456' });
  });

  it('may say undefined for what is optional', () => {
    const given = { chatbotId: '1', userName: undefined, userEmail: undefined, reveal: undefined };
    assert.deepEqual(readConversationRequest(given), { chatbotId: '1' });
  });

  it('is nothing where no chatbot is named, as with what menus pass', () => {
    for (const argument of [
      ...[undefined, null, '123456', 7, [], {}, { userName: 'Ada' }],
      { conversation: conversation('1') },
      { scheme: 'file', path: '/folder' },
    ]) {
      assert.equal(readConversationRequest(argument), undefined, inspect(argument));
    }
  });

  for (const [given, argument] of [
    [{ chatbotId: '' }, 'chatbotId'],
    [{ chatbotId: 'a/b' }, 'chatbotId'],
    [{ chatbotId: 'a b' }, 'chatbotId'],
    [{ chatbotId: '..' }, 'chatbotId'],
    [{ chatbotId: undefined }, 'chatbotId'],
    [{ chatbotId: null }, 'chatbotId'],
    [{ chatbotId: { id: '1' } }, 'chatbotId'],
    [{ chatbotId: ['1'] }, 'chatbotId'],
    [{ chatbotId: '1', userName: 7 }, 'userName'],
    [{ chatbotId: '1', userName: null }, 'userName'],
    [{ chatbotId: '1', userEmail: ['ada@example.com'] }, 'userEmail'],
    [{ chatbotId: '1', reveal: 'false' }, 'reveal'],
    [{ chatbotId: '1', reveal: 0 }, 'reveal'],
  ] as const) {
    it(`is refused by name where it cannot be used: ${inspect(given)}`, () => {
      assert.throws(
        () => readConversationRequest(given),
        (error) => {
          assert.ok(error instanceof UserdeskError && error.failure.code === 'invalidArgument');
          assert.equal(error.failure.argument, argument);
          assert.match(error.failure.reason, /^["A-Za-z].*\.$/);
          return true;
        },
      );
    });
  }

  it('takes no key and no other setting along', () => {
    const given = { chatbotId: '1', apiKey: 'uk-0123456789', baseUrl: 'https://example.com' };
    assert.deepEqual(readConversationRequest(given), { chatbotId: '1' });
  });
});

describe('What other extensions get', () => {
  const chatbot = { origin: 'https://api.userdesk.io', id: '123456', name: 'Support bot' };
  let calls: Parameters<CreateConversation>[];
  let create: CreateConversation;
  let described: [error: unknown, subject: FailureSubject][];
  let registryOf: (id: string) => Chatbot;
  beforeEach(() => {
    calls = [];
    described = [];
    registryOf = (id) => ({ ...chatbot, id });
    create = () => Promise.resolve(conversation('7bb301ad', { greeting: 'Hello' }));
  });

  const api = () =>
    apiForOthers({
      create: (...given) => {
        calls.push(given);
        return create(...given);
      },
      send: () => Promise.reject(new Error('not talked to')),
      registry: { chatbot: (id) => registryOf(id) },
      settings: { requestTimeoutMs: 30_000 },
      failures: {
        describe: (error, subject) => {
          described.push([error, subject]);
          return error instanceof UserdeskError
            ? describeFailure(error.failure, subject)
            : { message: 'A problem of its own.', waysOut: [] };
        },
      },
    });
  const call = (request: unknown) => api().createConversation(request as ConversationRequest);

  /** The error, as one who catches it sees it. */
  async function errorOf(request: unknown): Promise<Error & { code?: unknown }> {
    const error: unknown = await call(request).then(
      () => assert.fail('no error'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    return error;
  }

  it('is the ID, the chatbot’s ID and the greeting, and nothing else', async () => {
    assert.deepEqual(await call({ chatbotId: '123456' }), {
      chatbotId: '123456',
      conversationId: '7bb301ad',
      greeting: 'Hello',
    });
  });

  it('has no greeting where the chatbot has none', () => {
    assert.deepEqual(toCreated(conversation('1')), { chatbotId: '123456', conversationId: '1' });
  });

  it('comes from the same use case, with the time-out that is set', async () => {
    await call({ chatbotId: '123456', userName: 'Ada', userEmail: 'ada@example.com' });
    const [[asked, details, options] = assert.fail('not called')] = calls;
    assert.deepEqual(asked, chatbot);
    assert.equal(details.userName, 'Ada');
    assert.equal(details.userEmail, 'ada@example.com');
    assert.equal(options.timeoutMs, 30_000);
  });

  for (const failure of [
    { code: 'missingApiKey' },
    { code: 'apiKeyRefused' },
    { code: 'timedOut', timeoutMs: 30_000 },
    { code: 'requestRejected', status: 200, reason: 'quota exceeded' },
  ] satisfies Failure[]) {
    it(`is an error of code ${failure.code} in the words of every other door`, async () => {
      create = () => Promise.reject(new UserdeskError(failure, { cause: new Error('inner') }));
      const error = await errorOf({ chatbotId: '123456' });
      assert.equal(error.code, failure.code);
      const subject = { chatbot, request: 'conversation' } as const;
      assert.equal(error.message, describeFailure(failure, subject).message);
      assert.equal(described.length, 1, 'it was logged');
      assert.doesNotMatch(inspect(error), /inner/);
    });
  }

  it('is an error where the argument cannot be used, and nothing is asked', async () => {
    for (const request of [undefined, {}, { chatbotId: 'a/b' }, { chatbotId: '1', userName: 7 }]) {
      assert.equal((await errorOf(request)).code, 'invalidArgument', inspect(request));
    }
    assert.deepEqual(calls, []);
  });

  it('is an error where the base URL cannot be used', async () => {
    const failure: Failure = { code: 'invalidBaseUrl', reason: 'is empty' };
    registryOf = () => {
      throw new UserdeskError(failure);
    };
    assert.equal((await errorOf({ chatbotId: '123456' })).code, 'invalidBaseUrl');
  });

  it('has a code also where something broke that nobody thought of', async () => {
    create = () => Promise.reject(new TypeError('x is not a function'));
    const error = await errorOf({ chatbotId: '123456' });
    assert.equal(error.code, 'unexpected');
    assert.doesNotMatch(inspect(error), /x is not a function/);
  });
});
