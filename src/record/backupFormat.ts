import * as v from 'valibot';
import { parseBaseUrl } from '../api/baseUrl';
import { checkChatbotId } from '../api/chatbotId';
import { checkConversationId } from '../api/conversationId';
import { sandboxOrigin } from '../chatbots/chatbot';
import { endStates } from '../conversations/turn';
import { knownWaysOut } from './knownWaysOut';

/** What `media/history-backup.schema.json` describes. */
export const backupFormat = 'userdesk-history';
export const backupVersion = 1;

/** Longer than any answer may be. */
const longestText = 20_000_000;
const longestLine = 100_000;

const text = v.pipe(v.string(), v.maxLength(longestText));
const line = v.pipe(v.string(), v.maxLength(longestLine));
const duration = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Into milliseconds. */
const time = v.pipe(
  v.string(),
  v.regex(/^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/),
  v.transform((iso) => Date.parse(iso)),
  v.finite(),
);

const origin = v.pipe(
  line,
  v.check((each) => each === sandboxOrigin || isOrigin(each)),
);
const chatbotId = v.pipe(
  line,
  v.check((id) => 'id' in checkChatbotId(id)),
);
const conversationId = v.pipe(
  line,
  v.check((id) => 'id' in checkConversationId(id)),
);

const turnSchema = v.object({
  id: v.pipe(line, v.nonEmpty()),
  message: text,
  sentAt: time,
  answer: text,
  /** Without one the answer was broken off, or still coming in. */
  state: v.optional(v.picklist(endStates)),
  firstTextMs: v.optional(duration),
  totalMs: v.optional(duration),
  trouble: v.optional(v.object({ message: line, waysOut: knownWaysOut })),
});

export const backupSchema = v.object({
  chatbot: v.object({ origin, id: chatbotId, name: v.optional(line) }),
  id: conversationId,
  greeting: v.optional(text),
  userName: v.optional(line),
  userEmail: v.optional(line),
  createdAt: time,
  openedById: v.optional(v.literal(true)),
  title: v.optional(line),
  note: v.optional(line),
  pinned: v.optional(v.literal(true)),
  draft: v.optional(text),
  turns: v.array(turnSchema),
});

/** As it stands in the file, and as it is read. */
export type BackupConversation = v.InferInput<typeof backupSchema>;
export type RestoredConversation = v.InferOutput<typeof backupSchema>;

function isOrigin(each: string): boolean {
  try {
    return parseBaseUrl(each).origin === each;
  } catch {
    return false;
  }
}
