import type { Reply } from '../../support/loopbackServer';
import {
  conversationId,
  cutBody,
  endless,
  gzipBomb,
  hangUp,
  json,
  resetAtOnce,
  text,
} from '../../support/replies';
import { mayHave } from './failingCase';
import type { FailingCase } from './failingCase';

/** What Userdesk, or something in its place, may answer. */
type FailingAnswer = Omit<FailingCase, 'fail'> & { readonly reply: Reply };

const sorry = '<!doctype html><html><body><h1>Service Unavailable</h1></body></html>';
const html = { 'Content-Type': 'text/html' };

const answers: readonly FailingAnswer[] = [
  {
    when: 'the key is refused (401)',
    reply: json({ success: false, error: 'Wrong API Key' }, 401),
    says: 'Userdesk refused the API key for "Support bot".',
    offers: ['Replace API Key', 'Show Log'],
    logs: 401,
  },
  {
    when: 'the key is for another chatbot (403)',
    reply: json({ success: false, error: 'Access to this chatbot is denied' }, 403),
    says: 'This API key may not use chatbot 123456. A key belongs to one chatbot.',
    offers: ['Choose Another Chatbot', 'Replace API Key'],
    logs: 403,
  },
  {
    when: 'there is no such chatbot (404)',
    reply: text(sorry, 404, html),
    says: 'Userdesk knows no chatbot 123456.',
    offers: ['Choose Another Chatbot'],
    logs: 404,
  },
  {
    when: 'there are too many requests (429) and a wait is given',
    reply: json({}, 429, { 'Retry-After': '7' }),
    says: 'Userdesk is receiving too many requests. Try again in 7 seconds.',
    offers: ['Try Again'],
    logs: 429,
  },
  {
    when: 'there are too many requests (429) and no wait is given',
    reply: text('slow down', 429),
    says: 'Userdesk is receiving too many requests. Try again later.',
    offers: ['Try Again'],
    logs: 429,
  },
  {
    when: 'Userdesk has an internal error (500)',
    reply: json({ error: 'An error occurred on the server', stack: 'at main (index.js:1)' }, 500),
    says: `Userdesk had an internal error (500). ${mayHave}`,
    offers: ['Try Again', 'Show Log'],
    logs: 500,
  },
  {
    when: 'Userdesk is down (503) and says so with a page',
    reply: text(sorry, 503, html),
    says: `Userdesk had an internal error (503). ${mayHave}`,
    offers: ['Try Again', 'Show Log'],
    uses: ['Try Again'],
    logs: 503,
  },
  {
    when: 'Userdesk says no',
    reply: json({ success: false, error: 'quota exceeded' }),
    says: 'Userdesk said no: "quota exceeded".',
    offers: ['Show Log'],
    logs: 200,
  },
  {
    when: 'Userdesk says no at length',
    reply: json({ success: false, message: `quota ${'very '.repeat(1000)}exceeded` }),
    says: `Userdesk said no: "${`quota ${'very '.repeat(100)}`.slice(0, 199)}…".`,
    offers: ['Show Log'],
    uses: [],
    logs: 200,
  },
  {
    when: 'Userdesk says no with a link to a command',
    reply: json({ success: false, error: 'See [help](command:userdesk.deleteApiKey) or <3' }),
    says: 'Userdesk said no: "See [help] (command:userdesk.deleteApiKey) or <3".',
    offers: ['Show Log'],
    uses: [],
    logs: 200,
  },
  {
    when: 'Userdesk says no with a page',
    reply: json({ success: false, error: sorry }),
    says: 'Userdesk said no.',
    offers: ['Show Log'],
    uses: [],
    logs: 200,
  },
  {
    when: 'Userdesk says no with more than words',
    reply: json({ success: false, error: { code: 7 }, message: ['no'] }),
    says: 'Userdesk said no.',
    offers: ['Show Log'],
    uses: [],
    logs: 200,
  },
  {
    when: 'a page comes in the place of an answer',
    reply: text(sorry, 200, html),
    says: `Userdesk's answer could not be understood: it is not JSON. ${mayHave}`,
    offers: ['Show Log'],
    logs: 200,
  },
  {
    when: 'the answer has no conversation ID',
    reply: json({ success: true, response: 'Hello' }),
    says: `Userdesk's answer could not be understood: "conversationId" is missing. ${mayHave}`,
    offers: ['Show Log'],
    logs: 200,
  },
  {
    when: 'the answer has an empty conversation ID',
    reply: json({ success: true, conversationId: '' }),
    says: `Userdesk's answer could not be understood: "conversationId" is empty. ${mayHave}`,
    offers: ['Show Log'],
    uses: [],
    logs: 200,
  },
  {
    when: 'the conversation ID is no text',
    reply: json({ success: true, conversationId: { id: conversationId } }),
    says: `Userdesk's answer could not be understood: "conversationId" is not a string. ${mayHave}`,
    offers: ['Show Log'],
    uses: [],
    logs: 200,
  },
  {
    when: 'the greeting is no text',
    reply: json({ success: true, conversationId, response: { text: 'Hello' } }),
    says: `Userdesk's answer could not be understood: "response" is not a string. ${mayHave}`,
    offers: ['Show Log'],
    uses: [],
    logs: 200,
  },
  {
    when: 'the answer does not end',
    reply: endless,
    says: "Userdesk's answer was larger than 5 MB and was not read to its end.",
    offers: ['Show Log'],
    logs: 200,
  },
  {
    when: 'the answer is small and becomes huge',
    reply: gzipBomb(100 * 1024 * 1024),
    says: "Userdesk's answer was larger than 5 MB and was not read to its end.",
    offers: ['Show Log'],
    uses: [],
    logs: 200,
  },
  {
    when: 'the connection is reset before the answer',
    reply: resetAtOnce,
    says: ({ host }) => `The connection to ${host} broke. ${mayHave}`,
    offers: ['Try Again', 'Show Log'],
    logs: 'no answer',
  },
  {
    when: 'the connection ends before the answer',
    reply: hangUp,
    says: ({ host }) => `The connection to ${host} broke. ${mayHave}`,
    offers: ['Try Again', 'Show Log'],
    uses: ['Try Again'],
    logs: 'no answer',
  },
  {
    when: 'the connection breaks in the middle of the answer',
    reply: cutBody,
    says: ({ host }) => `The connection to ${host} broke. ${mayHave}`,
    offers: ['Try Again', 'Show Log'],
    uses: ['Try Again'],
    logs: 200,
  },
];

/** A new kind of answer is one more row above. */
export const failingAnswers: readonly FailingCase[] = answers.map(({ reply, ...rest }) => ({
  ...rest,
  fail: (creations) => {
    creations.userdesk.reply = reply;
  },
}));
