import type { WayOut } from '../shared/failureView';
import type { TurnState } from '../conversations/turn';
import type { ConversationRef, RecordedTranscript, RecordedTurn, WriteRequest } from './protocol';
import { newRow } from './rowNumbers';
import type { Sql } from './sql';
import { rowOf, touch, type Store } from './store';
import { isLive } from './windows';
import { answerEntry, messageEntry } from './wordIndex';

type Request<T extends WriteRequest['type']> = Extract<WriteRequest, { type: T }>;

interface TurnRow {
  row: number;
  conversation: number;
  id: string;
  message: string;
  sent_at: number;
  answer: string;
  state: TurnState;
  first_text_ms: number | null;
  total_ms: number | null;
  trouble: string | null;
  owner: string | null;
}

/** Of the states, those of an answer under way. */
export const underWay = `state IN ('sending', 'answering')`;

/** Whether a window that is still there, and not this one, has an answer under way here, or in any. */
export function isBusyElsewhere(
  { sql }: Store,
  conversation: number | 'any',
  owner: string,
  now: number,
): boolean {
  const owners = sql.all<{ owner: string }>(
    `SELECT DISTINCT owner FROM turns
     WHERE owner IS NOT NULL AND conversation = coalesce(?, conversation) AND ${underWay}`,
    conversation === 'any' ? null : conversation,
  );
  return owners.some((turn) => turn.owner !== owner && isLive(sql, turn.owner, now));
}

export function beginTurn(
  store: Store,
  conversation: number,
  { turn, message, at }: Request<'begin'>,
  owner: string,
): void {
  const { sql, index } = store;
  const row = newRow(sql, 'turns', at);
  const added = sql.run(
    `INSERT OR IGNORE INTO turns (row, conversation, number, id, message, sent_at, owner)
     VALUES (?, ?, 1 + coalesce((SELECT max(number) FROM turns WHERE conversation = ?), 0),
       ?, ?, ?, ?)`,
    ...[row, conversation, conversation, turn, message, at, owner],
  );
  if (added === 0) return;
  index.put('turn_words', messageEntry(row), message);
  touch(store, conversation, at);
}

export function addText(
  store: Store,
  conversation: number,
  { turn, number, text }: Request<'text'>,
): void {
  const { sql } = store;
  const found = sql.get<{ row: number }>(
    `SELECT row FROM turns WHERE conversation = ? AND id = ? AND ${underWay}`,
    conversation,
    turn,
  );
  // Deleted meanwhile, or written twice: there is nothing to add to.
  if (!found) return;
  sql.run(
    'INSERT OR IGNORE INTO pieces (turn, number, text) VALUES (?, ?, ?)',
    ...[found.row, number, text],
  );
  sql.run(`UPDATE turns SET state = 'answering' WHERE row = ? AND state = 'sending'`, found.row);
  touch(store, conversation);
}

export function endTurn(
  store: Store,
  conversation: number,
  { turn, state, firstTextMs, totalMs, trouble }: Request<'end'>,
): void {
  const { sql } = store;
  const found = sql.get<TurnRow>(
    `SELECT * FROM turns WHERE conversation = ? AND id = ? AND ${underWay}`,
    conversation,
    turn,
  );
  if (!found) return;
  joinPieces(store, found);
  sql.run(
    `UPDATE turns SET state = ?, first_text_ms = ?, total_ms = ?, trouble = ?, owner = NULL
     WHERE row = ?`,
    ...[state, firstTextMs ?? null, totalMs ?? null],
    ...[trouble ? JSON.stringify(trouble) : null, found.row],
  );
  touch(store, conversation);
}

/**
 * Lets go of answers that no window goes on with: their pieces are joined and can be found. They
 * stay under way in name, which is what tells that they were broken off.
 */
export function letGoOfDead(store: Store, now: number): void {
  for (const turn of deadTurns(store, now)) letGo(store, turn);
}

export function deadTurns({ sql }: Store, now: number): TurnRow[] {
  const held = sql.all<TurnRow & { owner: string }>('SELECT * FROM turns WHERE owner IS NOT NULL');
  return held.filter(({ owner }) => !isLive(sql, owner, now));
}

/** This window closes in order, and with it its answers. */
export function letGoOfOwn(store: Store, owner: string): void {
  const turns = store.sql.all<TurnRow>('SELECT * FROM turns WHERE owner = ?', owner);
  for (const turn of turns) letGo(store, turn);
}

function letGo(store: Store, turn: TurnRow): void {
  joinPieces(store, turn);
  store.sql.run('UPDATE turns SET owner = NULL WHERE row = ?', turn.row);
  touch(store, turn.conversation);
}

function joinPieces({ sql, index }: Store, { row, answer }: TurnRow): void {
  const joined = answer + piecesOf(sql, row);
  if (joined === answer) return;
  index.take('turn_words', answerEntry(row), answer);
  index.put('turn_words', answerEntry(row), joined);
  sql.run('UPDATE turns SET answer = ? WHERE row = ?', joined, row);
  sql.run('DELETE FROM pieces WHERE turn = ?', row);
}

function piecesOf(sql: Sql, turn: number): string {
  return sql
    .all<{ text: string }>('SELECT text FROM pieces WHERE turn = ? ORDER BY number', turn)
    .map(({ text }) => text)
    .join('');
}

export function readTranscript(
  store: Store,
  ref: ConversationRef,
  owner: string,
  now: number,
): RecordedTranscript {
  const { sql } = store;
  const conversation = rowOf(store, ref);
  const rows =
    conversation === undefined
      ? []
      : sql.all<TurnRow>(
          'SELECT * FROM turns WHERE conversation = ? ORDER BY number',
          conversation,
        );
  const place = sql.get<{ draft: string; position: string }>(
    'SELECT draft, position FROM drafts WHERE origin = ? AND id = ?',
    ref.origin,
    ref.id,
  );
  return {
    turns: rows.map((row) => toTurn(sql, row, owner, now)),
    draft: place?.draft ?? '',
    position: place?.position ?? '',
  };
}

function toTurn(sql: Sql, row: TurnRow, owner: string, now: number): RecordedTurn {
  const isUnderWay = row.state === 'sending' || row.state === 'answering';
  return {
    id: row.id,
    message: row.message,
    sentAt: row.sent_at,
    answer: isUnderWay ? row.answer + piecesOf(sql, row.row) : row.answer,
    state: row.state,
    ...(row.first_text_ms !== null && { firstTextMs: row.first_text_ms }),
    ...(row.total_ms !== null && { totalMs: row.total_ms }),
    ...(row.trouble !== null && {
      trouble: JSON.parse(row.trouble) as { message: string; waysOut: WayOut[] },
    }),
    ...(isUnderWay && { underWay: whoGoesOn(sql, row.owner, owner, now) }),
  };
}

function whoGoesOn(sql: Sql, holder: string | null, owner: string, now: number) {
  if (holder === null) return 'brokenOff';
  if (holder === owner) return 'here';
  return isLive(sql, holder, now) ? 'elsewhere' : 'brokenOff';
}
