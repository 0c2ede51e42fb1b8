import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { identityOf, isOnNetwork } from './fileSystem';
import { failureKind, ForeignFile, NewerRecord } from './failureKinds';
import { migrate, newestVersion, tables, versionOf } from './schema';
import { Sql, type Sqlite } from './sql';
import type { Store } from './store';
import { hasFullText, WordIndex } from './wordIndex';

export interface OpenFile extends Store {
  /** Which file it is, to tell when another has taken its place. */
  readonly identity: string | undefined;
}

/** A record in memory: of this process, and gone with it. */
export function openMemory(sqlite: Sqlite): Store {
  const sql = new Sql(new sqlite.DatabaseSync(':memory:'));
  const store = { sql, index: new WordIndex(sql, hasFullText(sql)) };
  migrate(sql, () => undefined);
  store.index.prepare();
  return store;
}

/**
 * Opens the file for writing, making it if there is none.
 * @param patienceMs how long another program may hold the lock
 * @param onCreated fills it if it is new
 * @throws NewerRecord, ForeignFile, or what SQLite says
 */
export function openFile(
  sqlite: Sqlite,
  path: string,
  patienceMs: number,
  onCreated: (store: Store) => void,
): OpenFile {
  mkdirSync(dirname(path), { recursive: true });
  makeFile(path);
  const sql = new Sql(new sqlite.DatabaseSync(path));
  try {
    sql.exec(`PRAGMA busy_timeout = ${patienceMs}`);
    refuseNewer(sql);
    refuseForeign(sql);
    setJournal(sql, path);
    // The log is on the disk before a write is said to be kept, and what is deleted is gone.
    sql.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON');
    const store = { sql, index: new WordIndex(sql, hasFullText(sql)) };
    migrate(sql, () => {
      // The index first: what is brought in from old files is indexed as it comes.
      if (store.index.isUsable) store.index.build();
      onCreated(store);
    });
    store.index.prepare();
    return { ...store, identity: identityOf(path) };
  } catch (error) {
    sql.close();
    throw error;
  }
}

/** @throws NewerRecord for what a newer version of the extension has written */
export function refuseNewer(sql: Sql): void {
  if (versionOf(sql) > newestVersion) throw new NewerRecord();
}

/**
 * In one statement: another window may be making the tables.
 * @throws ForeignFile for what is not to be touched
 */
function refuseForeign(sql: Sql): void {
  const found = sql.get<{ version: number; all: number; ours: number }>(
    `SELECT user_version AS version, (SELECT count(*) FROM sqlite_schema) AS "all",
       (SELECT count(*) FROM sqlite_schema
        WHERE type = 'table' AND name IN (SELECT value FROM json_each(?))) AS ours
     FROM pragma_user_version`,
    JSON.stringify(tables),
  );
  if (!found) return;
  const { version, all, ours } = found;
  if (version === 0 ? all > 0 : ours < tables.length) throw new ForeignFile();
}

/** Opens a file that can only be read, or is only to be read. */
export function openReadOnly(sqlite: Sqlite, path: string): OpenFile | undefined {
  // A log that is not empty would be passed over by the second way.
  const isWhole = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
  const unchanging = new URL(`${pathToFileURL(path).href}?immutable=1`);
  for (const place of isWhole ? [path, unchanging] : [path]) {
    try {
      const sql = new Sql(new sqlite.DatabaseSync(place, { readOnly: true }));
      try {
        if (versionOf(sql) <= newestVersion) refuseForeign(sql);
        // One that was never written is as good as none.
        sql.get('SELECT * FROM conversations LIMIT 1');
        return { sql, index: readableIndex(sql), identity: identityOf(path) };
      } catch {
        sql.close();
      }
    } catch {
      // Tried the other way, or not at all.
    }
  }
  return undefined;
}

function readableIndex(sql: Sql): WordIndex {
  try {
    sql.get('SELECT rowid FROM turn_words LIMIT 1');
    return new WordIndex(sql, sql.value('SELECT state FROM word_index') === 'whole');
  } catch {
    return new WordIndex(sql, false);
  }
}

/**
 * Makes the file: nobody else's to read, as what SQLite keeps beside it. One that is there is left
 * alone, since closing it would take away the locks that this process has on it.
 */
function makeFile(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })) closeSync(openSync(path, 'a', 0o600));
}

/** The write-ahead log lets windows read while one writes; it needs a disk of this machine. */
function setJournal(sql: Sql, path: string): void {
  const wanted = isOnNetwork(path) ? 'DELETE' : 'WAL';
  try {
    sql.value(`PRAGMA journal_mode = ${wanted}`);
  } catch (error) {
    const kind = failureKind(error, path);
    if (kind !== 'locked' && kind !== 'unexpected') throw error;
    // Refused, or another window is about to say the same: what there is does as well.
  }
}
