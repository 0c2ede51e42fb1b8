import { canBefall, faultKinds, type FaultKind } from '../../../src/sandbox/faults';
import type { OrderedFault } from '../../../src/sandbox/control';

/** What a person reads; `well` where it goes well all the same. */
export type Expected = RegExp | 'well';

/** One way for Userdesk to misbehave, and what is to come of it. */
export interface GauntletFault {
  readonly name: string;
  readonly fault: OrderedFault;
  readonly creation?: Expected;
  readonly message?: Expected;
}

const maybe = {
  creation: 'The conversation may have been created all the same\\.',
  message: 'The message may have arrived all the same\\.',
};
type Both = Required<Pick<GauntletFault, 'creation' | 'message'>>;

function both(sentence: (maybe: string) => string): Record<keyof Both, RegExp> {
  return {
    creation: new RegExp(`^${sentence(maybe.creation)}$`),
    message: new RegExp(`^${sentence(maybe.message)}$`),
  };
}

const well: Both = { creation: 'well', message: 'well' };
const broken = both((all) => `The connection to 127\\.0\\.0\\.1:\\d+ broke\\. ${all}`);
const strange = both((all) => `Userdesk's answer could not be understood: .+\\. ${all}`);
const large = both(
  () => `Userdesk's answer was larger than \\d+ MB and was not read to its end\\.`,
);
const cut =
  /^The connection broke before the answer ended\. What came is kept\.( "Ask again" sends the message anew\.)?$/;

const expected: Record<Exclude<FaultKind, 'status'>, Both> = {
  successFalse: both(() => 'Userdesk said no: "The sandbox was told to say no"\\.'),
  html: strange,
  truncatedJson: strange,
  wrongTypes: strange,
  emptyBody: { ...strange, message: 'well' },
  noGreeting: well,
  wrongContentLength: { ...broken, message: cut },
  gzip: well,
  brokenGzip: { ...broken, message: cut },
  gzipBomb: large,
  slowFirstByte: well,
  slowBytes: well,
  neverAnswers: both((all) => `Userdesk did not answer within 2 seconds\\. ${all}`),
  resetBeforeHeaders: broken,
  resetInHeaders: broken,
  // With what came before the reset, or without: a busy host has not read it yet.
  resetInBody: { ...broken, message: new RegExp(`${broken.message.source}|${cut.source}`) },
  cutStream: { ...broken, message: cut },
  endlessStream: large,
  redirect: both(
    () =>
      `127\\.0\\.0\\.1:\\d+ redirected to localhost:\\d+\\. For the key's safety the redirect was not followed\\.`,
  ),
  hugeAnswer: large,
  headerFlood: strange,
  duplicatePiece: well,
  invalidUtf8: well,
  bom: well,
  closesBetweenRequests: well,
};

const refused: Record<number, Both> = {
  400: both(() => 'Userdesk said no: "Bad Request"\\.'),
  401: both(() => 'Userdesk refused the API key for "Support bot"\\.'),
  403: both(() => 'This API key may not use chatbot 123456\\. A key belongs to one chatbot\\.'),
  404: {
    creation: /^Userdesk knows no chatbot 123456\.$/,
    message: /^Userdesk knows no chatbot 123456, or not this conversation\.$/,
  },
  429: both(() => 'Userdesk is receiving too many requests\\. Try again in 7 seconds\\.'),
  500: both((all) => `Userdesk had an internal error \\(500\\)\\. ${all}`),
  502: both((all) => `A proxy or gateway on the way to Userdesk failed \\(502\\)\\. ${all}`),
  503: both((all) => `Userdesk had an internal error \\(503\\)\\. ${all}`),
};

const statuses: GauntletFault[] = Object.entries(refused).map(([status, says]) => ({
  name: status,
  fault: { kind: 'status', status: Number(status), ...(status === '429' && { retryAfter: 7 }) },
  ...says,
}));

const kinds: GauntletFault[] = (Object.keys(expected) as (keyof typeof expected)[]).map((kind) => ({
  name: kind,
  // Slow is what outlasts a person's patience, not the time-out.
  fault: { kind, delayMs: kind === 'slowBytes' ? 2 : 500 },
  ...(canBefall({ kind }, 'json') && { creation: expected[kind].creation }),
  ...(canBefall({ kind }, 'textStream') && { message: expected[kind].message }),
}));

/** All that the sandbox can do wrong. */
export const gauntletFaults: readonly GauntletFault[] = [...statuses, ...kinds];

export const kindCount = Object.keys(faultKinds).length;
