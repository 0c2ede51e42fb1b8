import type { ConversationRef } from './protocol';
import type { Store } from './store';

/** More than this is told as "any". */
const most = 100;

interface Found {
  written: ConversationRef[] | 'any';
  deleted: ConversationRef[] | 'all';
}

/** Finds out what other windows have written. */
export class OtherWriters {
  private seen: { store: Store; dataVersion: number; revision: number } | undefined;

  /** @returns where something was written since the last time, or `undefined` for nowhere. */
  look(store: Store): Found | undefined {
    const { seen } = this;
    const dataVersion = Number(store.sql.value('PRAGMA data_version'));
    if (seen?.store === store && seen.dataVersion === dataVersion) return undefined;
    const { latest, emptied } = store.sql.get<{ latest: number; emptied: number }>(
      'SELECT latest, emptied FROM revisions',
    ) ?? { latest: 0, emptied: 0 };
    this.seen = { store, dataVersion, revision: latest };
    if (!seen) return undefined;
    if (seen.store !== store) return { written: 'any', deleted: [] };
    // A heartbeat, say, is nobody's news.
    if (latest === seen.revision) return undefined;
    if (emptied > seen.revision) return { written: 'any', deleted: 'all' };
    const rows = store.sql.all<ConversationRef & { deleted_at: number | null }>(
      `SELECT origin, id, deleted_at FROM activity JOIN conversations ON row = conversation
       WHERE revision > ? LIMIT ?`,
      ...[seen.revision, most],
    );
    const refs = (some: typeof rows) => some.map(({ origin, id }) => ({ origin, id }));
    return {
      written: rows.length === 0 || rows.length === most ? 'any' : refs(rows),
      deleted: refs(rows.filter((row) => row.deleted_at !== null)),
    };
  }
}
