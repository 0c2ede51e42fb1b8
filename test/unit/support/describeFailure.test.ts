import assert from 'node:assert/strict';
import type { Failure, FailureCode } from '../../../src/api/errors';
import { waysOut as allWaysOut } from '../../../src/shared/failureView';
import {
  describeFailure,
  toFailureView,
  wayOutTitles,
  type FailureSubject,
} from '../../../src/support/describeFailure';

type Row = [failure: Failure, sentence: string, ...waysOut: string[]];

const created = 'The conversation may have been created all the same.';
const notWritten = 'The file a could not be written (EROFS).';
const host = 'api.userdesk.io';

/** One row or more for every code: the compiler counts them. */
const table: { [Code in FailureCode]: Row[] } = {
  missingApiKey: [
    [{ code: 'missingApiKey' }, 'Userdesk needs an API key for "Support bot".', 'Set API Key'],
  ],
  apiKeyRefused: [
    [
      { code: 'apiKeyRefused' },
      'Userdesk refused the API key for "Support bot".',
      ...['Replace API Key', 'Show Log'],
    ],
  ],
  chatbotForbidden: [
    [
      { code: 'chatbotForbidden' },
      'This API key may not use chatbot 123456. A key belongs to one chatbot.',
      ...['Choose Another Chatbot', 'Replace API Key'],
    ],
  ],
  chatbotNotFound: [
    [{ code: 'chatbotNotFound' }, 'Userdesk knows no chatbot 123456.', 'Choose Another Chatbot'],
  ],
  rateLimited: [
    [
      { code: 'rateLimited', retryAfterSeconds: 7 },
      'Userdesk is receiving too many requests. Try again in 7 seconds.',
      'Try Again',
    ],
    [
      { code: 'rateLimited', retryAfterSeconds: 1 },
      'Userdesk is receiving too many requests. Try again in 1 second.',
      'Try Again',
    ],
    [
      { code: 'rateLimited' },
      'Userdesk is receiving too many requests. Try again later.',
      'Try Again',
    ],
  ],
  serverError: [500, 503].map((status): Row => [
    { code: 'serverError', status },
    `Userdesk had an internal error (${status}). ${created}`,
    ...['Try Again', 'Show Log'],
  ]),
  requestRejected: [
    [
      { code: 'requestRejected', status: 200, reason: 'quota exceeded' },
      'Userdesk said no: "quota exceeded".',
      'Show Log',
    ],
    [
      { code: 'requestRejected', status: 200, reason: 'No. Come back later.' },
      'Userdesk said no: "No. Come back later".',
      'Show Log',
    ],
    [{ code: 'requestRejected', status: 400 }, 'Userdesk said no (400).', 'Show Log'],
  ],
  timedOut: [
    [
      { code: 'timedOut', timeoutMs: 30_000 },
      `Userdesk did not answer within 30 seconds. ${created}`,
      ...['Try Again', 'Change Time-out'],
    ],
    [
      { code: 'timedOut', timeoutMs: 1000 },
      `Userdesk did not answer within 1 second. ${created}`,
      ...['Try Again', 'Change Time-out'],
    ],
  ],
  unreachable: [
    [
      { code: 'unreachable', host, reason: 'name not found' },
      'Cannot reach api.userdesk.io (name not found). Check the network or the proxy.',
      ...['Try Again', 'Proxy Settings'],
    ],
  ],
  connectionBroken: [
    [
      { code: 'connectionBroken', host },
      `The connection to api.userdesk.io broke. ${created}`,
      ...['Try Again', 'Show Log'],
    ],
  ],
  certificateNotTrusted: [
    [
      { code: 'certificateNotTrusted', host },
      'The certificate of api.userdesk.io is not trusted here. A company proxy may be in between.',
      ...['Proxy Settings', 'Show Log'],
    ],
  ],
  proxyAuthenticationRequired: [
    [
      { code: 'proxyAuthenticationRequired' },
      'The proxy wants a password (407).',
      'Proxy Settings',
    ],
  ],
  unexpectedResponse: [
    [
      { code: 'unexpectedResponse', detail: '"conversationId" is missing' },
      `Userdesk's answer could not be understood: "conversationId" is missing. ${created}`,
      'Show Log',
    ],
  ],
  redirected: [
    [
      { code: 'redirected', host, to: 'example.com' },
      "api.userdesk.io redirected to example.com. For the key's safety the redirect was not followed.",
      'Show Log',
    ],
  ],
  responseTooLarge: [
    [
      { code: 'responseTooLarge', limitBytes: 5 * 1024 * 1024 },
      "Userdesk's answer was larger than 5 MB and was not read to its end.",
      'Show Log',
    ],
  ],
  invalidBaseUrl: [
    [
      { code: 'invalidBaseUrl', reason: 'is not an https address' },
      'The setting userdesk.apiBaseUrl is not an https address.',
      'Open Settings',
    ],
  ],
  invalidArgument: [
    [
      { code: 'invalidArgument', argument: 'userEmail', reason: 'This is not an e-mail address.' },
      'This is not an e-mail address.',
    ],
  ],
  settingNotWritten: [
    [
      { code: 'settingNotWritten', reason: 'Unable to write into user settings.' },
      'The setting could not be written. Unable to write into user settings.',
      'Show Log',
    ],
  ],
  fileNotWritten: [
    [{ code: 'fileNotWritten', name: 'a', reason: 'EROFS' }, notWritten, 'Try Again', 'Show Log'],
  ],
  sandboxUnavailable: [
    [
      { code: 'sandboxUnavailable', reason: 'EADDRINUSE' },
      'The sandbox could not be started (EADDRINUSE).',
      ...['Try Again', 'Show Log'],
    ],
  ],
};

const rows = Object.values(table).flat();
const subject: FailureSubject = {
  chatbot: { id: '123456', name: 'Support bot' },
  request: 'conversation',
};

describe('A failure', () => {
  for (const [failure, sentence, ...titles] of rows) {
    it(`is told in these words: ${sentence}`, () => {
      const { message, waysOut } = describeFailure(failure, subject);
      assert.equal(message, sentence);
      assert.deepEqual(
        waysOut.map((id) => wayOutTitles[id]),
        titles,
      );
    });
  }

  it('of a message says of the message what may have happened all the same', () => {
    for (const [failure, sentence] of rows) {
      const { message } = describeFailure(failure, { ...subject, request: 'message' });
      const arrived = 'The message may have arrived all the same.';
      assert.equal(message, sentence.replace(created, arrived));
    }
  });

  it('names the chatbot by its ID where it has no name, in quotes as well', () => {
    const unnamed: FailureSubject = { ...subject, chatbot: { id: '123456' } };
    const { message } = describeFailure({ code: 'missingApiKey' }, unnamed);
    assert.equal(message, 'Userdesk needs an API key for "123456".');
  });

  it('is told without raised voices, and ends with a full stop', () => {
    for (const [failure] of rows) {
      const { message } = describeFailure(failure, subject);
      assert.match(message, /^[A-Za-z].*\.$/);
      assert.doesNotMatch(message, /!|oops|\[object|undefined|NaN/i);
    }
  });

  it('has at most two ways out', () => {
    for (const [failure] of rows) {
      assert.ok(describeFailure(failure, subject).waysOut.length <= 2, failure.code);
    }
  });
});

describe('The ways out of a failure', () => {
  it('are the same in a page, in sentence case', () => {
    const labels = new Map(
      rows.flatMap(([failure]) => {
        const { waysOut } = toFailureView(describeFailure(failure, subject));
        return waysOut.map(({ id, label }) => [id, label] as const);
      }),
    );
    assert.deepEqual(Object.fromEntries(labels), {
      setApiKey: 'Set API key',
      replaceApiKey: 'Replace API key',
      chooseAnotherChatbot: 'Choose another chatbot',
      tryAgain: 'Try again',
      changeTimeout: 'Change time-out',
      proxySettings: 'Proxy settings',
      openSettings: 'Open settings',
      showLog: 'Show log',
    });
  });

  it('are all in use, and each has a title of its own', () => {
    assert.deepEqual(Object.keys(wayOutTitles).sort(), [...allWaysOut].sort());
    assert.equal(new Set(Object.values(wayOutTitles)).size, allWaysOut.length);
  });

  it('keep their order and the message on the way to a page', () => {
    for (const [failure, sentence] of rows) {
      const description = describeFailure(failure, subject);
      const view = toFailureView(description);
      assert.equal(view.message, sentence);
      assert.deepEqual(
        view.waysOut.map(({ id }) => id),
        description.waysOut,
      );
    }
  });
});
