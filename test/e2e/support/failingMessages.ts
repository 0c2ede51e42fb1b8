import type { Reply } from '../../support/loopbackServer';
import { cutBody, hangUp, json, redirect, text } from '../../support/replies';

/** One way for a message to fail at Userdesk, and what its place in the conversation says. */
export interface FailingMessage {
  /** Goes on after "because". */
  readonly when: string;
  readonly reply: Reply;
  readonly says: string | RegExp;
  /** The buttons in their order, "Try again" among them: the message is sent anew with it. */
  readonly offers: readonly string[];
  /** What the log has in the place of the status, where it is looked into. */
  readonly logs?: number;
}

const mayHave = 'The message may have arrived all the same.';
const page = '<!doctype html><html><body><h1>Service Unavailable</h1></body></html>';
const html = { 'Content-Type': 'text/html' };

/** Those that are over with "Try again"; a new kind of answer is one more row. */
export const failingMessages: readonly FailingMessage[] = [
  {
    when: 'there is no such chatbot or conversation (404)',
    reply: json({ success: false }, 404),
    says: 'Userdesk knows no chatbot 123456, or not this conversation.',
    offers: ['Choose another chatbot', 'Try again'],
  },
  {
    when: 'there are too many requests (429)',
    reply: json({}, 429, { 'Retry-After': '7' }),
    says: 'Userdesk is receiving too many requests. Try again in 7 seconds.',
    offers: ['Try again'],
  },
  {
    when: 'Userdesk has an internal error (500)',
    reply: json({ error: 'An error occurred on the server' }, 500),
    says: `Userdesk had an internal error (500). ${mayHave}`,
    offers: ['Try again', 'Show log'],
    logs: 500,
  },
  {
    when: 'Userdesk says no',
    reply: json({ success: false, message: 'quota exceeded' }),
    says: 'Userdesk said no: "quota exceeded".',
    offers: ['Show log', 'Try again'],
  },
  {
    when: 'a page comes in place of an answer',
    reply: text(page, 200, html),
    says: `Userdesk's answer could not be understood: it is HTML. ${mayHave}`,
    offers: ['Show log', 'Try again'],
    logs: 200,
  },
  {
    when: 'Userdesk redirects',
    reply: redirect('https://example.com/elsewhere'),
    says: /^127\.0\.0\.1:\d+ redirected to example\.com\. For the key's safety the redirect was not followed\.$/,
    offers: ['Show log', 'Try again'],
  },
  {
    when: 'the connection ends before the answer',
    reply: hangUp,
    says: /^The connection to 127\.0\.0\.1:\d+ broke\. The message may have arrived all the same\.$/,
    offers: ['Try again', 'Show log'],
  },
  {
    when: 'the connection breaks in an answer that is JSON',
    reply: (response, request) => {
      response.setHeader('Content-Type', 'application/json');
      return cutBody(response, request);
    },
    says: /^The connection to 127\.0\.0\.1:\d+ broke\. The message may have arrived all the same\.$/,
    offers: ['Try again', 'Show log'],
  },
];
