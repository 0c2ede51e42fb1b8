import type { Failure } from '../api/errors';
import { quoteChatbot } from '../chatbots/chatbot';
import type { FailureView, WayOut } from '../shared/failureView';

/** What the failure is about: whom to name, and what may have happened all the same. */
export interface FailureSubject {
  chatbot: { id: string; name?: string };
  request: 'conversation' | 'message';
}

export interface FailureDescription {
  message: string;
  waysOut: WayOut[];
}

const mayHave = {
  conversation: 'The conversation may have been created all the same.',
  message: 'The message may have arrived all the same.',
};

/** Each of them sends the text of a message, the last two with another key. */
const sendingWaysOut: readonly WayOut[] = ['tryAgain', 'askAgain', 'setApiKey', 'replaceApiKey'];
/** What would come to the same again, or is no failure of the message. */
const notToBeSentAgain = [
  'conversationBusy',
  'conversationBusyElsewhere',
  'answerStopped',
  'invalidArgument',
];

/** A failure's sentence and the ways out, most helpful first. */
export function describeFailure(failure: Failure, subject: FailureSubject): FailureDescription {
  const { message, waysOut } = inWords(failure, subject);
  // Whatever became of a message, its text stays one click from being sent.
  const isOneClickAway =
    subject.request !== 'message' ||
    notToBeSentAgain.includes(failure.code) ||
    waysOut.some((id) => sendingWaysOut.includes(id));
  return { message, waysOut: isOneClickAway ? waysOut : [...waysOut, 'tryAgain'] };
}

/** The one table. */
function inWords(failure: Failure, subject: FailureSubject): FailureDescription {
  const { id } = subject.chatbot;
  const quoted = quoteChatbot(subject.chatbot);
  const allTheSame = mayHave[subject.request];
  switch (failure.code) {
    case 'missingApiKey':
      return say(`Userdesk needs an API key for ${quoted}.`, 'setApiKey');
    case 'apiKeyRefused':
      return say(`Userdesk refused the API key for ${quoted}.`, 'replaceApiKey', 'showLog');
    case 'chatbotForbidden':
      return say(
        `This API key may not use chatbot ${id}. A key belongs to one chatbot.`,
        'chooseAnotherChatbot',
        'replaceApiKey',
      );
    case 'chatbotNotFound':
      return say(
        subject.request === 'message'
          ? `Userdesk knows no chatbot ${id}, or not this conversation.`
          : `Userdesk knows no chatbot ${id}.`,
        'chooseAnotherChatbot',
      );
    case 'rateLimited':
      return say(
        `Userdesk is receiving too many requests. Try again ${wait(failure.retryAfterSeconds)}.`,
        'tryAgain',
      );
    case 'serverError':
      return say(
        `Userdesk had an internal error (${failure.status}). ${allTheSame}`,
        'tryAgain',
        'showLog',
      );
    case 'gatewayFailed':
      return say(
        `A proxy or gateway on the way to Userdesk failed (${failure.status}). ${allTheSame}`,
        'tryAgain',
        'proxySettings',
      );
    case 'requestRejected':
      return say(`Userdesk said no${said(failure)}.`, 'showLog');
    case 'timedOut':
      return say(
        `Userdesk did not answer within ${seconds(failure.timeoutMs / 1000)}. ${allTheSame}`,
        'tryAgain',
        'changeTimeout',
      );
    case 'unreachable':
      return say(
        `Cannot reach ${failure.host} (${failure.reason}). Check the network or the proxy.`,
        'tryAgain',
        'proxySettings',
      );
    case 'connectionBroken':
      return say(`The connection to ${failure.host} broke. ${allTheSame}`, 'tryAgain', 'showLog');
    case 'answerCut':
      return say('The connection broke before the answer ended. What came is kept.', 'askAgain');
    case 'answerStalled':
      return say(
        `Userdesk has written nothing more for ${seconds(failure.timeoutMs / 1000)}. ` +
          'What came is kept.',
        'askAgain',
        'changeTimeout',
      );
    case 'certificateNotTrusted':
      return say(
        `The certificate of ${failure.host} is not trusted here. A company proxy may be in between.`,
        'proxySettings',
        'showLog',
      );
    case 'proxyAuthenticationRequired':
      return say('The proxy wants a password (407).', 'proxySettings');
    case 'proxyRefused':
      return say(
        `The proxy made no connection to ${failure.host} (${failure.status}). Nothing was sent.`,
        'tryAgain',
        'proxySettings',
      );
    case 'unexpectedResponse':
      return say(
        `Userdesk's answer could not be understood: ${failure.detail}. ${allTheSame}`,
        'showLog',
      );
    case 'redirected':
      return say(
        `${failure.host} redirected to ${failure.to}. ` +
          "For the key's safety the redirect was not followed.",
        'showLog',
      );
    case 'responseTooLarge':
      return say(
        `Userdesk's answer was larger than ${failure.limitBytes / 1024 / 1024} MB ` +
          'and was not read to its end.',
        'showLog',
      );
    case 'conversationBusy':
      return say('An answer is still under way in this conversation.');
    case 'conversationBusyElsewhere':
      return say('Another window has an answer under way in this conversation.');
    case 'answerStopped':
      return failure.unsent
        ? say('Stopped before it was sent.', 'tryAgain')
        : say('Stopped. Userdesk may go on writing.');
    case 'invalidBaseUrl':
      return say(`The setting userdesk.apiBaseUrl ${failure.reason}.`, 'baseUrlSetting');
    case 'chatbotElsewhere':
      return say(
        `Chatbot ${id} is one of ${failure.origin}, but userdesk.apiBaseUrl leads to ${failure.set}.`,
        'baseUrlSetting',
      );
    case 'invalidUserEmail':
      return say('The setting userdesk.userEmail is not an e-mail address.', 'userEmailSetting');
    case 'invalidArgument':
      return say(failure.reason);
    case 'settingNotWritten':
      return say(`The setting could not be written. ${failure.reason}`, 'showLog');
    case 'fileNotWritten':
      return say(
        `The file ${failure.name} could not be written (${failure.reason}).`,
        'tryAgain',
        'showLog',
      );
    case 'sandboxUnavailable':
      return say(`The sandbox could not be started (${failure.reason}).`, 'tryAgain', 'showLog');
  }
}

function say(message: string, ...waysOut: WayOut[]): FailureDescription {
  return { message, waysOut };
}

/** Its own words, else the status; that of a success says nothing about a refusal. */
function said({ reason, status }: Failure & { code: 'requestRejected' }): string {
  // The sentence has a full stop of its own.
  if (reason !== undefined) return `: "${reason.replace(/\.$/, '')}"`;
  return status < 300 ? '' : ` (${status})`;
}

function wait(retryAfterSeconds: number | undefined): string {
  return retryAfterSeconds === undefined ? 'later' : `in ${seconds(retryAfterSeconds)}`;
}

function seconds(count: number): string {
  return count === 1 ? '1 second' : `${count} seconds`;
}

/** Labels of buttons on notifications, in title case. No failure has two of one label. */
export const wayOutTitles: Record<WayOut, string> = {
  setApiKey: 'Set API Key',
  replaceApiKey: 'Replace API Key',
  chooseAnotherChatbot: 'Choose Another Chatbot',
  tryAgain: 'Try Again',
  askAgain: 'Ask Again',
  changeTimeout: 'Change Time-out',
  proxySettings: 'Proxy Settings',
  baseUrlSetting: 'Open Settings',
  userEmailSetting: 'Open Settings',
  showLog: 'Show Log',
};

/** The same for a page, where controls are written in sentence case. */
export function toFailureView({ message, waysOut }: FailureDescription): FailureView {
  return { message, waysOut: waysOut.map((id) => ({ id, label: sentenceCase(wayOutTitles[id]) })) };
}

function sentenceCase(title: string): string {
  const [first = '', ...rest] = title.split(' ');
  return [first, ...rest.map((word) => (word === 'API' ? word : word.toLowerCase()))].join(' ');
}
