import type * as sqlite from 'node:sqlite';

export type Sqlite = Pick<typeof sqlite, 'DatabaseSync'>;

export type Value = string | number | null;

/**
 * A connection, as far as the record needs it: statements are prepared once, and text comes back
 * as it went in. (Node 22 cuts text at a null character: such text is kept as bytes.) A number that
 * is too large for one comes back as the nearest: one odd value does not hide all the others.
 */
export class Sql {
  private readonly statements = new Map<string, sqlite.StatementSync>();

  constructor(private readonly database: sqlite.DatabaseSync) {}

  run(statement: string, ...values: Value[]): number {
    return Number(this.prepare(statement).run(...values.map(toSql)).changes);
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as in `all`
  get<Row>(statement: string, ...values: Value[]): Row | undefined {
    const row = this.prepare(statement).get(...values.map(toSql));
    return row === undefined ? undefined : (fromSql(row) as Row);
  }

  all<Row>(statement: string, ...values: Value[]): Row[] {
    return this.prepare(statement)
      .all(...values.map(toSql))
      .map((row) => fromSql(row) as Row);
  }

  /** The one value of a statement that has one. */
  value(statement: string, ...values: Value[]): Value | undefined {
    const row = this.get<Record<string, Value>>(statement, ...values);
    return row && Object.values(row)[0];
  }

  exec(statements: string): void {
    this.database.exec(statements);
  }

  /** All of it or nothing. The lock is taken at its beginning: it cannot fail half-way for that. */
  transaction<T>(action: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = action();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      try {
        this.exec('ROLLBACK');
      } catch {
        // SQLite has rolled back already, as after a full disk; the first reason counts.
      }
      throw error;
    }
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }

  private prepare(statement: string): sqlite.StatementSync {
    const known = this.statements.get(statement);
    if (known) return known;
    const prepared = this.database.prepare(statement);
    prepared.setReadBigInts(true);
    this.statements.set(statement, prepared);
    return prepared;
  }
}

function toSql(value: Value): sqlite.SQLInputValue {
  return typeof value === 'string' && value.includes('\0') ? Buffer.from(value) : value;
}

function fromSql(row: Record<string, unknown>): Record<string, Value> {
  for (const [column, value] of Object.entries(row)) {
    if (typeof value === 'bigint') row[column] = Number(value);
    else if (value instanceof Uint8Array) row[column] = Buffer.from(value).toString();
  }
  return row as Record<string, Value>;
}
