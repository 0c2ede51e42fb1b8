import type { Sql } from './sql';

/** What may have the same millisecond; more of them run over into the next. */
const perMillisecond = 1024;
/** Times before 1970 and after 2096 are kept as they are, and listed as if they were these. */
const latest = 4e12;

/** The first row of this millisecond. */
export function rowAt(ms: number): number {
  return Math.floor(Math.min(Math.max(ms, 0), latest)) * perMillisecond;
}

export function timeOfRow(row: number): number {
  return Math.floor(row / perMillisecond);
}

/** A free row for something of this time. */
export function newRow(sql: Sql, table: 'conversations' | 'turns', ms: number): number {
  let first = rowAt(Math.min(ms, latest - 1));
  for (;;) {
    const last = sql.value(
      `SELECT max(row) FROM ${table} WHERE row BETWEEN ? AND ?`,
      first,
      first + perMillisecond - 1,
    );
    if (typeof last !== 'number') return first;
    if (last < first + perMillisecond - 1) return last + 1;
    first += perMillisecond;
  }
}
