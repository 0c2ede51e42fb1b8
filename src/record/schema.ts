import type { Sql } from './sql';

/**
 * Rows of conversations and turns have numbers that rise with their time (see `rowOf`), so that
 * the newest are found from the end of the table, whatever its size.
 */
const version1 = `
  CREATE TABLE conversations (
    row INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    id TEXT NOT NULL,
    chatbot_id TEXT NOT NULL,
    chatbot_name TEXT,
    greeting TEXT,
    user_name TEXT,
    user_email TEXT,
    created_at INTEGER NOT NULL,
    opened_by_id INTEGER NOT NULL DEFAULT 0,
    title TEXT,
    note TEXT,
    pinned INTEGER NOT NULL DEFAULT 0,
    deleted_at INTEGER,
    UNIQUE (origin, id)
  );
  CREATE INDEX conversations_by_id ON conversations (id);
  CREATE INDEX conversations_shown ON conversations (pinned) WHERE deleted_at IS NULL;
  CREATE INDEX conversations_of_chatbot ON conversations (origin, chatbot_id, pinned)
    WHERE deleted_at IS NULL;
  CREATE INDEX conversations_deleted ON conversations (deleted_at) WHERE deleted_at IS NOT NULL;

  -- Beside the conversations, as it is written with every piece of an answer.
  CREATE TABLE activity (
    conversation INTEGER PRIMARY KEY REFERENCES conversations ON DELETE CASCADE,
    at INTEGER NOT NULL,
    revision INTEGER NOT NULL
  );
  CREATE INDEX activity_by_revision ON activity (revision);
  CREATE TABLE revisions (
    latest INTEGER NOT NULL,
    -- The latest one at which everything was deleted.
    emptied INTEGER NOT NULL
  );
  INSERT INTO revisions VALUES (0, 0);

  CREATE TABLE turns (
    row INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    message TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    answer TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'sending'
      CHECK (state IN ('sending', 'answering', 'done', 'stopped', 'incomplete', 'failed')),
    first_text_ms INTEGER,
    total_ms INTEGER,
    trouble TEXT CHECK (trouble IS NULL OR json_valid(trouble)),
    -- The window that goes on with it.
    owner TEXT,
    UNIQUE (conversation, id)
  );
  CREATE INDEX turns_in_order ON turns (conversation, number);
  CREATE INDEX turns_under_way ON turns (owner) WHERE owner IS NOT NULL;

  -- Of answers that are coming in: adding one costs the same however long the answer is.
  CREATE TABLE pieces (
    turn INTEGER NOT NULL REFERENCES turns ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (turn, number)
  ) WITHOUT ROWID;

  CREATE TABLE windows (
    owner TEXT PRIMARY KEY,
    pid INTEGER NOT NULL,
    machine TEXT NOT NULL,
    heartbeat INTEGER NOT NULL
  ) WITHOUT ROWID;

  -- Of conversations that may not be in the record: one opened by its ID gets there when it is
  -- written in.
  CREATE TABLE drafts (
    origin TEXT NOT NULL,
    id TEXT NOT NULL,
    draft TEXT NOT NULL DEFAULT '',
    position TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (origin, id)
  ) WITHOUT ROWID;

  -- Whether all texts are in the index of words: a Node without FTS5 may have written some.
  CREATE TABLE word_index (state TEXT NOT NULL CHECK (state IN ('none', 'whole')));
  INSERT INTO word_index VALUES ('none');
`;

/** From one version to the next, forward only. What is released here is never changed again. */
const migrations: string[] = [version1];

/** Those that a database of any version has. */
export const tables = [
  ...['conversations', 'activity', 'revisions', 'turns', 'pieces', 'windows', 'drafts'],
  'word_index',
];

export const newestVersion = migrations.length;

export function versionOf(sql: Sql): number {
  return Number(sql.value('PRAGMA user_version'));
}

/**
 * Brings the database up to date, in one transaction.
 * @param onCreated fills a database that has just been created; a part of the same transaction
 */
export function migrate(sql: Sql, onCreated: () => void): void {
  if (versionOf(sql) >= newestVersion) return;
  sql.transaction(() => {
    // Another window may have been quicker.
    const version = versionOf(sql);
    if (version >= newestVersion) return;
    for (const step of migrations.slice(version)) sql.exec(step);
    sql.exec(`PRAGMA user_version = ${newestVersion}`);
    if (version === 0) onCreated();
  });
}
