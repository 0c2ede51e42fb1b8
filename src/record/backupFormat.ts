import * as v from 'valibot';
import { parseBaseUrl } from '../api/baseUrl';
import { checkChatbotId } from '../api/chatbotId';
import { checkConversationId } from '../api/conversationId';
import { sandboxOrigin } from '../chatbots/chatbot';
import { longestLine, personsLine } from '../support/personsLine';
import { endStates } from '../conversations/turn';
import { knownWaysOut } from './knownWaysOut';
import { duration, time } from './milliseconds';

/** What `media/history-backup.schema.json` describes. */
export const backupFormat = 'userdesk-history';
export const backupVersion = 1;

/** Longer than any answer may be. */
const longestText = 20_000_000;
const longestName = 100_000;
const mostTurns = 100_000;

/** Half a character cannot be kept: it would come back as another. */
const text = v.pipe(
  v.string(),
  v.maxLength(longestText),
  v.transform((each) => each.toWellFormed()),
);
const id = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(longestName),
  v.check((each) => each.isWellFormed()),
);
/** Without what does no good in a list; what cannot be seen is none. */
const line = (longest: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.maxLength(longestName),
      v.transform((each) => personsLine(each, longest)),
    ),
  );

const isoTime = v.pipe(
  v.string(),
  v.regex(/^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/),
  v.transform((iso) => Date.parse(iso)),
  time,
);

const origin = v.pipe(
  id,
  v.check((each) => each === sandboxOrigin || isOrigin(each)),
);
const chatbotId = v.pipe(
  id,
  v.check((each) => 'id' in checkChatbotId(each)),
);
const conversationId = v.pipe(
  id,
  v.check((each) => 'id' in checkConversationId(each)),
);

/** As it stands in the file. */
export const backupSchema = schemaWith(isoTime);
/** As it stands in the record: what goes into a file is what could come out of it. */
export const recordedSchema = schemaWith(time);

export type BackupConversation = v.InferInput<typeof backupSchema>;
export type RestoredConversation = v.InferOutput<typeof backupSchema>;

function schemaWith<Time extends typeof isoTime | typeof time>(when: Time) {
  const turn = v.object({
    id,
    message: text,
    sentAt: when,
    answer: text,
    /** Without one the answer was broken off, or still coming in. */
    state: v.optional(v.picklist(endStates)),
    firstTextMs: v.optional(duration),
    totalMs: v.optional(duration),
    trouble: v.optional(v.object({ message: text, waysOut: knownWaysOut })),
  });
  return v.object({
    chatbot: v.object({ origin, id: chatbotId, name: line(longestName) }),
    id: conversationId,
    greeting: v.optional(text),
    userName: line(longestName),
    userEmail: line(longestName),
    createdAt: when,
    openedById: v.optional(v.literal(true)),
    title: line(longestLine),
    note: line(longestLine),
    pinned: v.optional(v.literal(true)),
    draft: v.optional(text),
    // Counted before they are looked at.
    turns: v.pipe(
      v.custom<v.InferInput<typeof turn>[]>(
        (turns) => Array.isArray(turns) && turns.length <= mostTurns,
      ),
      v.array(turn),
    ),
  });
}

function isOrigin(each: string): boolean {
  try {
    return parseBaseUrl(each).origin === each;
  } catch {
    return false;
  }
}
