import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { asOrdinaryUser } from '../../support/ordinaryUser';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation, RecordUnderTest } from './recordUnderTest';

describe('A record that the disk refuses', () => {
  const folder = useTemporaryFolder();
  let path: string;
  beforeEach(async () => {
    await chmod(folder(), 0o755);
    path = join(folder(), 'userdesk', 'conversations.jsonl');
    await mkdir(dirname(path));
  });

  /** Adds two: they are in memory, newest first, and the reasons were told. */
  async function assertKeptInMemory(code: string | RegExp): Promise<RecordUnderTest> {
    const record = new RecordUnderTest(path);
    await record.file.add(conversation('1', { createdAt: 1 }));
    await record.file.add(conversation('2', { createdAt: 2 }));
    assert.match(record.failures[0]?.code ?? '', new RegExp(code));
    assert.equal(record.failures.length, 2);
    assert.equal(record.changes, 2);
    assert.deepEqual(await record.ids(), ['2', '1']);
    assert.equal((await record.file.find('1'))?.id, '1');
    return record;
  }

  it('is kept in memory where its folder is read-only', async () => {
    await chmod(dirname(path), 0o555);
    await asOrdinaryUser(() => assertKeptInMemory('EACCES'));
    await assert.rejects(stat(path), { code: 'ENOENT' });
  });

  it('is kept in memory where its folder cannot be made', async () => {
    await chmod(folder(), 0o555);
    path = join(folder(), 'another', 'conversations.jsonl');
    await asOrdinaryUser(() => assertKeptInMemory('EACCES'));
  });

  it('is kept in memory where something else has the name of its folder', async () => {
    await writeFile(join(folder(), 'file'), '');
    path = join(folder(), 'file', 'conversations.jsonl');
    await assertKeptInMemory(/ENOTDIR|EEXIST/);
  });

  it('is kept in memory where a folder has its name', async () => {
    await mkdir(path);
    await assertKeptInMemory('EISDIR');
  });

  it('is kept in memory where it can be neither read nor written', async () => {
    await writeFile(path, `${JSON.stringify(conversation('0'))}\n`);
    await chmod(path, 0);
    await asOrdinaryUser(() => assertKeptInMemory('EACCES'));
  });

  it('is read where it can only be read, and goes on in memory', async () => {
    await new RecordUnderTest(path).file.add(conversation('0', { createdAt: 0 }));
    await chmod(path, 0o444);
    await asOrdinaryUser(async () => {
      const record = new RecordUnderTest(path);
      await record.file.add(conversation('1', { createdAt: 1 }));
      assert.equal(record.failures[0]?.code, 'EACCES');
      assert.deepEqual(await record.ids(), ['1', '0']);
    });
  });

  it('is written again as soon as that is possible', async () => {
    await mkdir(path);
    const record = new RecordUnderTest(path);
    await record.file.add(conversation('in memory', { createdAt: 1 }));
    await rmdir(path);
    await record.file.add(conversation('on disk', { createdAt: 2 }));
    assert.deepEqual(await record.ids(), ['on disk', 'in memory']);
    assert.match(await readFile(path, 'utf8'), /on disk/);
  });
});
