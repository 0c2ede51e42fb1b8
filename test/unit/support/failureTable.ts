import type { Failure, FailureCode } from '../../../src/api/errors';

/** A failure, and how it is told where a conversation was to be created. */
type Row = [failure: Failure, sentence: string, ...waysOut: string[]];

/** What may have happened all the same, of a creation. */
export const created = 'The conversation may have been created all the same.';
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
  gatewayFailed: [502, 504].map((status): Row => [
    { code: 'gatewayFailed', status },
    `A proxy or gateway on the way to Userdesk failed (${status}). ${created}`,
    ...['Try Again', 'Proxy Settings'],
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
  answerCut: [
    [
      { code: 'answerCut', host },
      'The connection broke before the answer ended. What came is kept.',
      'Ask Again',
    ],
  ],
  answerStalled: [
    [
      { code: 'answerStalled', timeoutMs: 30_000 },
      'Userdesk has written nothing more for 30 seconds. What came is kept.',
      ...['Ask Again', 'Change Time-out'],
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
  proxyRefused: [
    [
      { code: 'proxyRefused', host, status: 403 },
      'The proxy made no connection to api.userdesk.io (403). Nothing was sent.',
      ...['Try Again', 'Proxy Settings'],
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
  conversationBusy: [
    [{ code: 'conversationBusy' }, 'An answer is still under way in this conversation.'],
  ],
  conversationBusyElsewhere: [
    [
      { code: 'conversationBusyElsewhere' },
      'Another window has an answer under way in this conversation.',
    ],
  ],
  answerStopped: [
    [{ code: 'answerStopped' }, 'Stopped. Userdesk may go on writing.'],
    [{ code: 'answerStopped', unsent: true }, 'Stopped before it was sent.', 'Try Again'],
  ],
  invalidBaseUrl: [
    [
      { code: 'invalidBaseUrl', reason: 'is not an https address' },
      'The setting userdesk.apiBaseUrl is not an https address.',
      'Open Settings',
    ],
  ],
  chatbotElsewhere: [
    [
      { code: 'chatbotElsewhere', origin: 'https://a', set: 'https://b' },
      'Chatbot 123456 is one of https://a, but userdesk.apiBaseUrl leads to https://b.',
      'Open Settings',
    ],
  ],
  invalidUserEmail: [
    [
      { code: 'invalidUserEmail' },
      'The setting userdesk.userEmail is not an e-mail address.',
      'Open Settings',
    ],
  ],
  invalidArgument: [
    [
      { code: 'invalidArgument', argument: 'userEmail', reason: 'This is not an e-mail address.' },
      'This is not an e-mail address.',
    ],
  ],
  fileNotWritten: [
    [
      { code: 'fileNotWritten', name: 'a', reason: 'the disk is read-only' },
      'The file a could not be written (the disk is read-only).',
      ...['Try Again', 'Show Log'],
    ],
  ],
  settingNotWritten: [
    [
      { code: 'settingNotWritten', reason: 'Unable to write into user settings.' },
      'The setting could not be written. Unable to write into user settings.',
      'Show Log',
    ],
  ],
  sandboxUnavailable: [
    [
      { code: 'sandboxUnavailable', reason: 'EADDRINUSE' },
      'The sandbox could not be started (EADDRINUSE).',
      ...['Try Again', 'Show Log'],
    ],
  ],
};

export const rows = Object.values(table).flat();
