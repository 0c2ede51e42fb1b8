import assert from 'node:assert/strict';
import { refOf } from '../../../src/conversations/conversation';
import * as sqlite from 'node:sqlite';
import { purgeDeleted, purgeOld, undoMs } from '../../../src/record/deletion';
import { Keeper } from '../../../src/record/keeper';
import type { Store } from '../../../src/record/store';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord } from './recordUnderTest';

const one = conversation('1', { createdAt: 1, greeting: 'greeting' });

describe('Conversations of the same millisecond', () => {
  it('are as many as there are', () => {
    const options = { owner: 'me', maxAgeDays: 0 };
    const keeper = new Keeper(sqlite, options, () => undefined);
    for (let number = 0; number < 2100; number++) {
      keeper.write({ type: 'add', conversation: conversation(String(number), { createdAt: 0 }) });
    }
    const request = { type: 'rows', start: -Infinity, end: Infinity, limit: 9999 } as const;
    const ids = keeper.read(request).map(({ id }) => Number(id));
    assert.deepEqual(
      ids,
      ids.map((_, index) => 2099 - index),
    );
    keeper.close();
  });
});

describe('A deleted conversation', () => {
  const folder = useTemporaryFolder();
  const record = useRecord();

  function deleted(act: (store: Store, keeper: Keeper) => void): void {
    const options = { path: `${folder()}/history.sqlite`, owner: 'me', maxAgeDays: 0 };
    const keeper = new Keeper(sqlite, options, () => undefined);
    const ref = refOf(one);
    keeper.write({ type: 'begin', conversation: one, turn: 'a', message: 'message', at: 1 });
    keeper.write({ type: 'text', ref, turn: 'a', number: 0, text: 'answer' });
    keeper.write({ type: 'end', ref, turn: 'a', state: 'done' });
    keeper.write({ type: 'draft', ref, draft: 'draft' });
    keeper.write({ type: 'delete', ref });
    const store = keeper.disk?.store;
    assert.ok(store);
    act(store, keeper);
    keeper.close();
  }

  it('is there as long as that can be undone, and gone from every table then', () => {
    deleted((store) => {
      const now = Date.now();
      assert.deepEqual(purgeDeleted(store, now + undoMs - 1000), []);
      assert.deepEqual(purgeDeleted(store, now + undoMs + 1000), [refOf(one)]);
      for (const table of ['conversations', 'turns', 'pieces', 'drafts', 'activity']) {
        assert.equal(store.sql.value(`SELECT count(*) FROM ${table}`), 0, table);
      }
      for (const [table, word] of [
        ['conversation_words', 'greeting'],
        ['turn_words', 'message'],
        ['turn_words', 'answer'],
      ] as const) {
        const count = `SELECT count(*) FROM ${table} WHERE ${table} MATCH ?`;
        assert.equal(store.sql.value(count, word), 0, word);
      }
    });
  });

  it('stays when somebody goes on talking in it', () => {
    deleted((store, keeper) => {
      keeper.write({ type: 'begin', conversation: one, turn: 'b', message: 'more', at: 2 });
      assert.deepEqual(purgeDeleted(store, Date.now() + 2 * undoMs), []);
      assert.equal(keeper.read({ type: 'transcript', ref: refOf(one) }).turns.length, 2);
    });
  });

  it('does not come back because it was not old', () => {
    deleted((store) => {
      assert.deepEqual(purgeOld(store, 0, Date.now()), []);
      assert.deepEqual(purgeOld(store, 30, Date.now()), [refOf(one)]);
    });
  });

  it('is purged by the next window where its own closed too soon', async () => {
    const window = record.open();
    await window.conversations.add(one);
    await window.client.ask({ type: 'delete', ref: refOf(one) });
    await window.client.close();
    const database = new sqlite.DatabaseSync(record.path());
    database.exec(`UPDATE conversations SET deleted_at = deleted_at - ${2 * undoMs}`);
    database.close();
    const next = record.open();
    await next.client.ask({ type: 'undelete', ref: refOf(one) });
    assert.deepEqual(await next.ids(), []);
  });
});
