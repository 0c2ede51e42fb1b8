import { toConversation, type ConversationRow } from './conversationRows';
import type { SearchedPlace, SearchHit, SearchResult } from './protocol';
import { timeOfRow } from './rowNumbers';
import { excerpt, parseQuery, type SearchQuery } from './searchQuery';
import type { Sql } from './sql';
import type { Store } from './store';
import { turnOfEntry } from './wordIndex';

export const mostHits = 50;
const pageSize = 1000;
/** Characters that are read to find a common word; reading more takes longer than the index does. */
const mostRead = 250_000;

/** Something that matches, not yet looked at. The higher `row`, the newer. */
interface Found {
  row: number;
  /** What is older is on the next page. */
  entry: number;
  /** Not there where the index knows more than the tables. */
  conversation?: number;
  turn?: { row: number; isAnswer: boolean };
}
type Candidate = Found & { conversation: number };

type Page = (before: number) => Found[];

/** At most 50 conversations, those first in which the newest matches stand. */
export function search(store: Store, words: string): SearchResult {
  const { sql, index } = store;
  const mode = index.isUsable ? 'fts' : 'like';
  const query = parseQuery(words);
  if (!query) return { mode, hits: [] };
  // What is being deleted is found, and left out.
  const enough = mostHits + Number(sql.value(deletedCount));
  const candidates =
    mode === 'fts'
      ? [
          ...newest(conversationEntries(sql, query.match), enough),
          ...(commonTurns(sql, query, enough) ?? newest(turnEntries(sql, query.match), enough)),
        ]
      : likePages(sql, query).flatMap((page) => newest(page, enough));
  const hits = new Map<number, SearchHit>();
  for (const each of candidates.sort((a, b) => b.row - a.row)) {
    if (hits.size === mostHits) break;
    if (hits.has(each.conversation)) continue;
    const hit = describe(sql, each, mode === 'fts' ? query.wordsOf : query.literallyIn);
    if (hit) hits.set(each.conversation, hit);
  }
  return { mode, hits: [...hits.values()] };
}

const deletedCount = 'SELECT count(*) FROM conversations WHERE deleted_at IS NOT NULL';

/**
 * SQLite collects all that begins with a long word before it tells the newest of it, which takes
 * long for a word that is everywhere. Such a word is soon found among the newest of what merely
 * begins like it.
 * @returns `undefined` if that takes too long: the word is not everywhere
 */
function commonTurns(
  sql: Sql,
  { broadMatch, hasLast }: SearchQuery,
  enough: number,
): Candidate[] | undefined {
  if (broadMatch === undefined) return undefined;
  const found = new NewestOfEach();
  let read = 0;
  for (const each of paged(turnEntries(sql, broadMatch))) {
    const [, text] = each.turn ? placeOfTurn(sql, each.turn) : [];
    if (typeof text !== 'string') continue;
    read += text.length;
    if (read > mostRead) return undefined;
    if (hasLast(text)) found.add(each);
    if (found.size === enough) break;
  }
  return found.all;
}

/** Of each conversation its newest, until there are enough of them. */
function newest(page: Page, enough: number): Candidate[] {
  const found = new NewestOfEach();
  for (const each of paged(page)) {
    found.add(each);
    if (found.size === enough) break;
  }
  return found.all;
}

function* paged(page: Page): Generator<Found> {
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const found = page(before);
    yield* found;
    const last = found.at(-1);
    if (!last || found.length < pageSize) return;
    before = last.entry;
  }
}

class NewestOfEach {
  private readonly byConversation = new Map<number, Candidate>();

  get size(): number {
    return this.byConversation.size;
  }

  get all(): Candidate[] {
    return [...this.byConversation.values()];
  }

  /** Told of the newest first. */
  add(found: Found): void {
    const { conversation } = found;
    if (conversation === undefined || this.byConversation.has(conversation)) return;
    this.byConversation.set(conversation, { ...found, conversation });
  }
}

function conversationEntries(sql: Sql, match: string): Page {
  return (before) =>
    sql
      .all<{ row: number }>(
        `SELECT rowid AS row FROM conversation_words
         WHERE conversation_words MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`,
        ...[match, before, pageSize],
      )
      .map(({ row }) => ({ row, entry: row, conversation: row }));
}

function turnEntries(sql: Sql, match: string): Page {
  return (before) =>
    sql
      .all<{ entry: number; conversation: number | null }>(
        `SELECT turn_words.rowid AS entry, turns.conversation AS conversation
         FROM turn_words LEFT JOIN turns ON turns.row = turn_words.rowid >> 1
         WHERE turn_words MATCH ? AND turn_words.rowid < ?
         ORDER BY turn_words.rowid DESC LIMIT ?`,
        ...[match, before, pageSize],
      )
      .map(({ entry, conversation }) => {
        const turn = turnOfEntry(entry);
        return { row: turn.row, entry, turn, ...(conversation !== null && { conversation }) };
      });
}

/** Without an index: what stands there literally, in the order of the tables. */
function likePages(sql: Sql, { literal }: SearchQuery): Page[] {
  const pattern = `%${literal.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const like = (column: string) => `${column} LIKE ? ESCAPE '\\'`;
  const texts = ['id', 'title', 'note', 'user_name', 'user_email', 'greeting'];
  return [
    (before) =>
      sql
        .all<{ row: number }>(
          `SELECT row FROM conversations WHERE row < ? AND (${texts.map(like).join(' OR ')})
           ORDER BY row DESC LIMIT ?`,
          ...[before, ...texts.map(() => pattern), pageSize],
        )
        .map(({ row }) => ({ row, entry: row, conversation: row })),
    (before) =>
      sql
        .all<{ row: number; conversation: number; is_answer: number }>(
          `SELECT row, conversation, ${like('answer')} AS is_answer FROM turns
           WHERE row < ? AND (${like('message')} OR ${like('answer')})
           ORDER BY row DESC LIMIT ?`,
          ...[pattern, before, pattern, pattern, pageSize],
        )
        .map(({ row, conversation, is_answer }) => ({
          ...{ row, entry: row, conversation },
          turn: { row, isAnswer: is_answer === 1 },
        })),
  ];
}

function describe(
  sql: Sql,
  { row, conversation, turn }: Candidate,
  spansIn: SearchQuery['wordsOf'],
): SearchHit | undefined {
  const found = sql.get<ConversationRow>(
    'SELECT * FROM conversations WHERE row = ? AND deleted_at IS NULL',
    conversation,
  );
  if (!found) return undefined;
  const places = turn ? [placeOfTurn(sql, turn)] : placesOf(found);
  for (const [place, text] of places) {
    const line = text === null ? undefined : excerpt(text, spansIn(text));
    if (line) return { conversation: toConversation(found), place, at: timeOfRow(row), ...line };
  }
  return undefined;
}

function placesOf(row: ConversationRow): [SearchedPlace, string | null][] {
  return [
    ['title', row.title],
    ['note', row.note],
    ['user', row.user_name],
    ['user', row.user_email],
    ['id', row.id],
    ['greeting', row.greeting],
  ];
}

function placeOfTurn(
  sql: Sql,
  { row, isAnswer }: { row: number; isAnswer: boolean },
): [SearchedPlace, string | null] {
  const place = isAnswer ? 'answer' : 'message';
  const text = sql.value(`SELECT ${place} FROM turns WHERE row = ?`, row);
  return [place, typeof text === 'string' ? text : null];
}
