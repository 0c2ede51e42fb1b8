import type { Sql } from './sql';
import { indexable } from './words';

/**
 * The index of words of FTS5. It holds the words and not the texts, which stand in their own
 * tables; so whoever takes a text out has to bring it along. The words are made here, so that
 * every tokenizer of FTS5 would do: this one leaves them as they are.
 */
const tables = `
  CREATE VIRTUAL TABLE IF NOT EXISTS conversation_words USING fts5 (
    words, content = '', detail = none, tokenize = 'ascii', prefix = '2 3'
  );
  CREATE VIRTUAL TABLE IF NOT EXISTS turn_words USING fts5 (
    words, content = '', detail = none, tokenize = 'ascii', prefix = '2 3'
  );
  -- What is deleted is to be gone, and not only marked.
  INSERT INTO conversation_words (conversation_words, rank) VALUES ('secure-delete', 1);
  INSERT INTO turn_words (turn_words, rank) VALUES ('secure-delete', 1);
`;

export type IndexedTable = 'conversation_words' | 'turn_words';

/** A turn has two entries: its message and its answer. */
export function messageEntry(turnRow: number): number {
  return turnRow * 2;
}
export function answerEntry(turnRow: number): number {
  return turnRow * 2 + 1;
}
export function turnOfEntry(entry: number): { row: number; isAnswer: boolean } {
  return { row: Math.floor(entry / 2), isAnswer: entry % 2 === 1 };
}

export function hasFullText(sql: Sql): boolean {
  try {
    sql.exec('CREATE VIRTUAL TABLE temp.probe USING fts5 (words); DROP TABLE temp.probe');
    return true;
  } catch {
    return false;
  }
}

/** Keeps the index along with the texts, or notes that it is not whole any more. */
export class WordIndex {
  constructor(
    private readonly sql: Sql,
    /** Whether this Node has FTS5. */
    readonly isUsable: boolean,
  ) {}

  /** Makes the index, or makes it anew where it is not whole. */
  prepare(): void {
    if (!this.isUsable || this.sql.value('SELECT state FROM word_index') === 'whole') return;
    this.sql.transaction(() => {
      if (this.sql.value('SELECT state FROM word_index') !== 'whole') this.build();
    });
  }

  /** Within a transaction of the caller's. */
  build(): void {
    this.sql.exec(tables);
    this.empty();
    this.sql.run(`UPDATE word_index SET state = 'whole'`);
    this.eachRow('conversations', (row) => {
      this.put('conversation_words', row, conversationText(this.sql, row));
    });
    this.eachRow('turns', (row) => {
      const turn = this.sql.get<{ message: string; answer: string }>(
        'SELECT message, answer FROM turns WHERE row = ?',
        row,
      );
      if (!turn) return;
      this.put('turn_words', messageEntry(row), turn.message);
      this.put('turn_words', answerEntry(row), turn.answer);
    });
  }

  put(table: IndexedTable, entry: number, text: string): void {
    if (!this.isUsable) this.noteMissing();
    else if (text !== '') {
      this.sql.run(`INSERT INTO ${table} (rowid, words) VALUES (?, ?)`, entry, indexable(text));
    }
  }

  /** @param text what was put there, to the letter */
  take(table: IndexedTable, entry: number, text: string): void {
    if (!this.isUsable) this.noteMissing();
    else if (text !== '') {
      this.sql.run(
        `INSERT INTO ${table} (${table}, rowid, words) VALUES ('delete', ?, ?)`,
        entry,
        indexable(text),
      );
    }
  }

  empty(): void {
    if (!this.isUsable) return;
    for (const table of ['conversation_words', 'turn_words']) {
      this.sql.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
    }
  }

  private noteMissing(): void {
    this.sql.run(`UPDATE word_index SET state = 'none' WHERE state = 'whole'`);
  }

  private eachRow(table: 'conversations' | 'turns', act: (row: number) => void): void {
    let last = -1;
    for (;;) {
      const rows = this.sql.all<{ row: number }>(
        `SELECT row FROM ${table} WHERE row > ? ORDER BY row LIMIT 1000`,
        last,
      );
      if (rows.length === 0) return;
      for (const { row } of rows) act(row);
      last = rows.at(-1)?.row ?? last;
    }
  }
}

/** All that a conversation itself can be found by. */
export function conversationText(sql: Sql, row: number): string {
  const found = sql.get<Record<string, string | null>>(
    `SELECT id, title, note, user_name, user_email, greeting FROM conversations WHERE row = ?`,
    row,
  );
  return Object.values(found ?? {})
    .filter((text) => text !== null)
    .join('\n');
}
