import * as v from 'valibot';
import { sandboxIdPrefix } from './chatbots';
import { faultKinds, type FaultKind } from './faults';
import { patternProblem } from './patterns';

const mostChatbots = 100;
const mostAnswers = 1000;
const mostBorders = 1000;
const longestPattern = 1000;
const longestText = 1_000_000;
const longestDelayMs = 3_600_000;

const text = v.pipe(v.string(), v.maxLength(longestText));
/** A whole number. */
export const count = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const pattern = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(longestPattern),
  v.check(
    (source) => patternProblem(source) === undefined,
    ({ input }) => patternProblem(input) ?? '',
  ),
);

export const faultSchema = v.strictObject({
  kind: v.picklist(Object.keys(faultKinds) as FaultKind[]),
  on: v.optional(v.picklist(['conversation', 'message'])),
  turn: v.optional(count(1, 1_000_000)),
  chance: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  status: v.optional(count(400, 599)),
  retryAfter: v.optional(
    v.union([count(0, 1_000_000), v.pipe(v.string(), v.regex(/^[\x20-\x7e]{1,100}$/))]),
  ),
  delayMs: v.optional(count(0, longestDelayMs)),
});

const chatbot = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^sandbox-[A-Za-z0-9_-]{1,100}$/, `The ID has to begin with "${sandboxIdPrefix}"`),
  ),
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  description: v.optional(text),
  apiKey: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{8,200}$/))),
  greeting: v.optional(text),
  answers: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.strictObject({
            message: v.optional(text),
            pattern: v.optional(pattern),
            answer: text,
          }),
          v.check(
            ({ message, pattern }) => (message === undefined) !== (pattern === undefined),
            'An answer is for a message or for a pattern',
          ),
        ),
      ),
      v.maxLength(mostAnswers),
    ),
  ),
  fallback: v.optional(text),
  delivery: v.optional(
    v.strictObject({
      firstByteMs: v.optional(count(0, longestDelayMs)),
      pauseMs: v.optional(count(0, longestDelayMs)),
      pieceBytes: v.optional(count(1, longestText)),
      borders: v.optional(v.pipe(v.array(count(1, longestText)), v.maxLength(mostBorders))),
    }),
  ),
  faults: v.optional(v.array(faultSchema)),
});

/** What a scenario file may say; `media/sandbox-scenario.schema.json` tells people the same. */
export const scenarioSchema = v.strictObject({
  $schema: v.optional(v.string()),
  seed: v.optional(count(0, 2 ** 32 - 1), 1),
  chatbots: v.pipe(
    v.array(chatbot),
    v.nonEmpty(),
    v.maxLength(mostChatbots),
    v.check(
      (chatbots) => new Set(chatbots.map(({ id }) => id)).size === chatbots.length,
      'Two chatbots have the same ID',
    ),
    v.check((chatbots) => {
      const keys = chatbots.flatMap(({ apiKey }) => apiKey ?? []);
      return new Set(keys).size === keys.length;
    }, 'Two chatbots have the same key'),
  ),
});
