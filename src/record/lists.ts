import type { Chatbot } from '../chatbots/chatbot';
import { personsLine } from '../support/personsLine';
import { toConversation, type ConversationRow } from './conversationRows';
import { dayOf } from './dayOf';
import type {
  ChatbotRef,
  Counts,
  Day,
  ReadRequest,
  RecordedConversation,
  RecordedUser,
} from './protocol';
import { rowAt, timeOfRow } from './rowNumbers';
import type { Sql, Value } from './sql';

type Request<T extends ReadRequest['type']> = Extract<ReadRequest, { type: T }>;

/** How many conversations of a chatbot are looked through for their users. */
const usersAmong = 1000;

/** What is shown of the record, in words of the database. The indexes are made for just this. */
function shown(chatbot: ChatbotRef | undefined, pinned: boolean): { where: string; is: Value[] } {
  const where = `deleted_at IS NULL AND pinned = ${pinned ? 1 : 0}`;
  return chatbot
    ? { where: `${where} AND origin = ? AND chatbot_id = ?`, is: [chatbot.origin, chatbot.id] }
    : { where, is: [] };
}

/** The days on which there is something, found from one to the next without a look at the rest. */
export function daysBefore(sql: Sql, { before, limit, chatbot }: Request<'days'>): Day[] {
  const { where, is } = shown(chatbot, false);
  const days: Day[] = [];
  let end = before === undefined ? Number.MAX_SAFE_INTEGER : rowAt(before);
  while (days.length < limit) {
    const newest = sql.value(
      `SELECT max(row) FROM conversations WHERE ${where} AND row < ?`,
      ...is,
      end,
    );
    if (typeof newest !== 'number') break;
    const day = dayOf(timeOfRow(newest));
    const count = sql.value(
      `SELECT count(*) FROM conversations WHERE ${where} AND row >= ? AND row < ?`,
      ...[...is, rowAt(day.start), rowAt(day.end)],
    );
    days.push({ ...day, count: Number(count) });
    end = rowAt(day.start);
  }
  return days;
}

export function rowsBetween(sql: Sql, request: Request<'rows'>): RecordedConversation[] {
  const { where, is } = shown(request.chatbot, false);
  const end = Math.min(rowAt(request.end), request.before ?? Number.MAX_SAFE_INTEGER);
  return sql
    .all<ConversationRow>(
      `SELECT * FROM conversations WHERE ${where} AND row >= ? AND row < ?
       ORDER BY row DESC LIMIT ?`,
      ...[...is, rowAt(request.start), end, request.limit],
    )
    .map(toConversation);
}

export function pinnedOnes(
  sql: Sql,
  { chatbot, limit }: Request<'pinned'>,
): RecordedConversation[] {
  const { where, is } = shown(chatbot, true);
  return sql
    .all<ConversationRow>(
      `SELECT * FROM conversations WHERE ${where} ORDER BY row DESC LIMIT ?`,
      ...[...is, limit],
    )
    .map(toConversation);
}

export function withId(sql: Sql, id: string): RecordedConversation[] {
  return sql
    .all<ConversationRow>('SELECT * FROM conversations WHERE id = ? AND deleted_at IS NULL', id)
    .map(toConversation);
}

export function getByRow(sql: Sql, row: number | undefined): RecordedConversation | undefined {
  const found = row === undefined ? undefined : rowAtNumber(sql, row);
  return found?.deleted_at === null ? toConversation(found) : undefined;
}

/** Also one that is being deleted. */
export function rowAtNumber(sql: Sql, row: number): ConversationRow | undefined {
  return sql.get<ConversationRow>('SELECT * FROM conversations WHERE row = ?', row);
}

/** With the row of its newest conversation, by which they are sorted. */
export interface KnownChatbot {
  chatbot: Chatbot;
  newest: number;
}

/** From one chatbot to the next in the index, without a look at what is between them. */
export function knownChatbots(sql: Sql): KnownChatbot[] {
  const chatbots: KnownChatbot[] = [];
  let last: ChatbotRef = { origin: '', id: '' };
  for (;;) {
    const next =
      nextChatbot(sql, 'origin = ? AND chatbot_id > ?', [last.origin, last.id]) ??
      nextChatbot(sql, 'origin > ?', [last.origin]);
    if (!next) break;
    last = { origin: next.origin, id: next.chatbot_id };
    chatbots.push(newestOf(sql, last));
  }
  return chatbots.sort((a, b) => b.newest - a.newest);
}

function nextChatbot(sql: Sql, where: string, is: Value[]) {
  return sql.get<{ origin: string; chatbot_id: string }>(
    `SELECT origin, chatbot_id FROM conversations WHERE deleted_at IS NULL AND ${where}
     ORDER BY origin, chatbot_id LIMIT 1`,
    ...is,
  );
}

function newestOf(sql: Sql, chatbot: ChatbotRef): KnownChatbot {
  const [newest = 0] = [false, true]
    .map((pinned) => {
      const { where, is } = shown(chatbot, pinned);
      return Number(sql.value(`SELECT max(row) FROM conversations WHERE ${where}`, ...is) ?? 0);
    })
    .sort((a, b) => b - a);
  const name = sql.value('SELECT chatbot_name FROM conversations WHERE row = ?', newest);
  return { chatbot: { ...chatbot, ...(typeof name === 'string' && { name }) }, newest };
}

export function usersOf(sql: Sql, { chatbot, limit }: Request<'users'>): RecordedUser[] {
  const rows = [false, true].flatMap((pinned) => {
    const { where, is } = shown(chatbot, pinned);
    return sql.all<Pick<ConversationRow, 'row' | 'user_name' | 'user_email'>>(
      `SELECT row, user_name, user_email FROM conversations WHERE ${where}
       ORDER BY row DESC LIMIT ?`,
      ...[...is, usersAmong],
    );
  });
  const users = rows
    .sort((a, b) => b.row - a.row)
    .map(({ user_name, user_email }) => ({
      ...(user_name !== null && { userName: user_name }),
      ...(user_email !== null && { userEmail: user_email }),
    }));
  return distinctUsers(users, limit);
}

/** Those of whom there is anything to be seen, each once. */
export function distinctUsers(users: RecordedUser[], limit: number): RecordedUser[] {
  const known = new Map<string, RecordedUser>();
  for (const user of users) {
    const { userName = '', userEmail = '' } = user;
    if (personsLine(userName) === undefined && personsLine(userEmail) === undefined) continue;
    const key = JSON.stringify([userName, userEmail]);
    if (!known.has(key)) known.set(key, user);
    if (known.size === limit) break;
  }
  return [...known.values()];
}

/** What was merely opened by its ID was not created. */
export function countsBetween(sql: Sql, { start, end }: Request<'counts'>): Counts {
  const count = (table: string, where = '') =>
    Number(
      sql.value(
        `SELECT count(*) FROM ${table} WHERE row >= ? AND row < ? ${where}`,
        ...[rowAt(start), rowAt(end)],
      ),
    );
  return {
    conversations: count('conversations', 'AND opened_by_id = 0'),
    messages: count('turns'),
  };
}
