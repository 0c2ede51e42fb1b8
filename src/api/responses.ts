import * as v from 'valibot';
import { UserdeskError } from './errors';
import { holdsKey, redact, tellingKeys } from './redact';
import { serverWords } from './serverWords';
import { statusFailure } from './statusFailure';
import type { Answer, JsonRequest } from './transport';

export interface CreatedConversation {
  /** Opaque, not empty; only what can be seen, so that a copied ID is the whole ID. */
  conversationId: string;
  /** The chatbot's first message as Markdown, if one is configured. */
  greeting?: string;
}

const refusal = v.object({ success: v.literal(false) });

/** Null is how many servers write "none"; the ID that stands beside it is not to be lost. */
const createdConversation = v.object({
  conversationId: v.pipe(
    v.string('is not a string'),
    v.check((id) => id.trim() !== '', 'is empty'),
    v.check((id) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(id), 'has invisible characters'),
    v.maxLength(1_000, 'is too long'),
  ),
  response: v.nullish(v.string('is not a string')),
});

/** To a list, every one of its fields is optional too. */
const wholeMessage = v.pipe(
  v.unknown(),
  v.check((json) => !Array.isArray(json), 'is a list'),
  v.object({ response: v.nullish(v.string('is not a string')) }),
);

/**
 * The conversation in an answer to "Create a conversation". Throws a UserdeskError for every
 * status that is no success, for `success: false` and for JSON of another shape; a missing
 * `success` is forgiven. What the server wrote is handed on without the API key,
 * unless that is too short to be told from other text.
 *
 * Source: Userdesk documentation, "Create a conversation"
 * (https://docs.userdesk.io/api/create-a-conversation).
 */
export function readConversation(answer: Answer, request: JsonRequest): CreatedConversation {
  const { conversationId, response } = readAs(createdConversation, answer, request);
  const keys = tellingKeys([request.apiKey]);
  if (keys.some((key) => holdsKey(conversationId, key))) {
    throw wrongShape('"conversationId" has the API key in it');
  }
  return { conversationId, ...(response ? { greeting: redact(response, keys) } : undefined) };
}

/**
 * The text of an answer to "Send a message" that is JSON, though a stream was asked for, or no
 * success; empty if there is none. Throws as `readConversation` does. The API key may be in it.
 *
 * Source: Userdesk documentation, "Send a message" (https://docs.userdesk.io/api/send-a-message).
 */
export function readMessage(answer: Answer, request: JsonRequest): string {
  return readAs(wholeMessage, answer, request).response ?? '';
}

function readAs<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: Answer,
  request: JsonRequest,
): v.InferOutput<Schema> {
  const failure = statusFailure(answer, request);
  if (failure !== undefined) throw new UserdeskError(failure);
  if (typeof answer.body !== 'string') throw answer.body;

  const json = parseJson(answer.body);
  if (v.is(refusal, json)) {
    const reason = serverWords(json, request.apiKey);
    throw new UserdeskError({ code: 'requestRejected', status: answer.status, reason });
  }
  const read = v.safeParse(schema, json, { abortEarly: true });
  if (!read.success) throw wrongShape(describeIssue(read.issues[0]));
  return read.output;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without the cause: its message quotes the text, which may be somebody's message.
    throw new UserdeskError({ code: 'unexpectedResponse', detail: 'it is not JSON' });
  }
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue);
  if (field === null) return 'it is not a JSON object';
  // valibot reports a missing field under its own words, before any of ours.
  return `"${field}" ${issue.input === undefined ? 'is missing' : issue.message}`;
}

function wrongShape(detail: string): UserdeskError {
  return new UserdeskError({ code: 'unexpectedResponse', detail, answersKey: true });
}
