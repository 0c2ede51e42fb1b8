import assert from 'node:assert/strict';
import * as sqlite from 'node:sqlite';
import { newRow, rowAt } from '../../../src/record/rowNumbers';
import { Sql } from '../../../src/record/sql';

describe('The row of something new', () => {
  it('is found in a few steps, however much has the same time', () => {
    const sql = new Sql(new sqlite.DatabaseSync(':memory:'));
    sql.exec('CREATE TABLE turns (row INTEGER PRIMARY KEY)');
    assert.equal(newRow(sql, 'turns', 7), rowAt(7));
    sql.run(
      `WITH RECURSIVE counted AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM counted WHERE n < 499999)
       INSERT INTO turns SELECT ? + n FROM counted`,
      rowAt(7),
    );
    let steps = 0;
    const counting = {
      value: (...question: Parameters<Sql['value']>) => {
        steps++;
        return sql.value(...question);
      },
    };
    assert.equal(newRow(counting, 'turns', 7), rowAt(7) + 500_000);
    assert.ok(steps < 12, String(steps));
    sql.close();
  });

  it('and all that is read is a number, the nearest to one that is too large', () => {
    const sql = new Sql(new sqlite.DatabaseSync(':memory:'));
    const row = sql.get<object>('SELECT 1 AS one, 100000000000000001 AS large, NULL AS none');
    assert.deepEqual({ ...row }, { one: 1, large: 1e17, none: null });
    sql.close();
  });
});
