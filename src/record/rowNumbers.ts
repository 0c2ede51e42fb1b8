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

/**
 * A free row for something of this time. Where there is none, what is looked at grows: of what has
 * one time each finds its row as quickly as the first.
 */
export function newRow(
  sql: Pick<Sql, 'value'>,
  table: 'conversations' | 'turns',
  ms: number,
): number {
  const first = rowAt(Math.min(ms, latest - 1));
  for (let width = perMillisecond; ; width *= 2) {
    const last = sql.value(
      `SELECT max(row) FROM ${table} WHERE row BETWEEN ? AND ?`,
      first,
      first + width - 1,
    );
    if (typeof last !== 'number') return first;
    if (last < first + width - 1) return last + 1;
  }
}
