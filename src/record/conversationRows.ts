import { refOf, type Conversation } from '../conversations/conversation';
import type { ConversationChanges, ConversationRef, RecordedConversation } from './protocol';
import { newRow } from './rowNumbers';
import { rowOf, touch, type Store } from './store';
import type { Value } from './sql';
import { conversationText } from './wordIndex';

export interface ConversationRow {
  row: number;
  origin: string;
  id: string;
  chatbot_id: string;
  chatbot_name: string | null;
  greeting: string | null;
  user_name: string | null;
  user_email: string | null;
  created_at: number;
  opened_by_id: number;
  title: string | null;
  note: string | null;
  pinned: number;
  deleted_at: number | null;
}

export function toConversation(row: ConversationRow): RecordedConversation {
  return {
    chatbot: {
      origin: row.origin,
      id: row.chatbot_id,
      ...(row.chatbot_name !== null && { name: row.chatbot_name }),
    },
    id: row.id,
    ...(row.greeting !== null && { greeting: row.greeting }),
    ...(row.user_name !== null && { userName: row.user_name }),
    ...(row.user_email !== null && { userEmail: row.user_email }),
    createdAt: row.created_at,
    ...(row.opened_by_id !== 0 && { openedById: true as const }),
    ...(row.title !== null && { title: row.title }),
    ...(row.note !== null && { note: row.note }),
    isPinned: row.pinned !== 0,
    row: row.row,
  };
}

/**
 * Recorded twice is one conversation all the same: what is known of it stays, and only what was
 * missing is filled in. Said of another chatbot, it stays with the one that it is recorded with,
 * unless it was opened by its ID and that one has never answered. One that was being deleted is
 * back.
 */
export function putConversation(store: Store, conversation: Conversation): number {
  const { chatbot, id, greeting, userName, userEmail, createdAt, openedById } = conversation;
  const said = {
    chatbot_id: chatbot.id,
    chatbot_name: chatbot.name ?? null,
    greeting: greeting ?? null,
    user_name: userName ?? null,
    user_email: userEmail ?? null,
    opened_by_id: openedById ? 1 : 0,
  };
  const known = store.sql.get<ConversationRow>(
    'SELECT * FROM conversations WHERE origin = ? AND id = ?',
    ...[chatbot.origin, id],
  );
  if (known) {
    const isSame = known.chatbot_id === chatbot.id;
    const missing = Object.entries(said).filter(
      ([name]) => isSame && known[name as keyof typeof said] === null,
    );
    const learned = !isSame && isGuess(store, known) ? said : Object.fromEntries(missing);
    update(store, known.row, { ...learned, deleted_at: null });
    touch(store, known.row);
    return known.row;
  }
  const row = newRow(store.sql, 'conversations', createdAt);
  const columns = { row, origin: chatbot.origin, id, created_at: createdAt, ...said };
  const names = Object.keys(columns);
  store.sql.run(
    `INSERT INTO conversations (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...Object.values(columns),
  );
  store.index.put('conversation_words', row, conversationText(store.sql, row));
  touch(store, row, createdAt);
  return row;
}

/** Somebody gave the ID, and nothing has shown yet that it belongs to that chatbot. */
function isGuess({ sql }: Store, { row, opened_by_id }: ConversationRow): boolean {
  if (opened_by_id === 0) return false;
  const answered = sql.value(
    `SELECT EXISTS (SELECT 1 FROM turns WHERE conversation = ?
       AND (answer <> '' OR state = 'done' OR owner IS NOT NULL))`,
    row,
  );
  return Number(answered) === 0;
}

/** The row of a conversation that is written in. */
export function ensureConversation(store: Store, conversation: Conversation): number {
  const known = rowOf(store, refOf(conversation));
  if (known === undefined) return putConversation(store, conversation);
  bringBack(store, known);
  correctGuess(store, known, conversation);
  return known;
}

/** It goes over to this chatbot if it was opened by its ID with another, which never answered. */
export function correctGuess(store: Store, row: number, conversation: Conversation): void {
  const known = store.sql.get<ConversationRow>('SELECT * FROM conversations WHERE row = ?', row);
  if (!known || known.chatbot_id === conversation.chatbot.id || !isGuess(store, known)) return;
  putConversation(store, conversation);
}

/** What is being deleted stays. */
export function bringBack({ sql }: Store, row: number): void {
  sql.run(
    'UPDATE conversations SET deleted_at = NULL WHERE row = ? AND deleted_at IS NOT NULL',
    row,
  );
}

export function changeConversation(
  store: Store,
  ref: ConversationRef,
  { title, note, pinned }: ConversationChanges,
): void {
  const row = rowOf(store, ref);
  if (row === undefined) return;
  update(store, row, {
    ...(title !== undefined && { title }),
    ...(note !== undefined && { note }),
    ...(pinned !== undefined && { pinned: pinned ? 1 : 0 }),
  });
  touch(store, row);
}

function update(store: Store, row: number, columns: Record<string, Value>): void {
  const names = Object.keys(columns);
  if (names.length === 0) return;
  const before = conversationText(store.sql, row);
  store.sql.run(
    `UPDATE conversations SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE row = ?`,
    ...[...Object.values(columns), row],
  );
  const after = conversationText(store.sql, row);
  if (after === before) return;
  store.index.take('conversation_words', row, before);
  store.index.put('conversation_words', row, after);
}
