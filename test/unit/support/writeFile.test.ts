import '../../support/hostModules';
import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, writeFile as write } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { UserdeskError } from '../../../src/api/errors';
import { whyNotWritten } from '../../../src/support/whyNotWritten';
import { writeFile } from '../../../src/support/writeFile';
import { asOrdinaryUser } from '../../support/ordinaryUser';
import { useTemporaryFolder } from '../../support/temporaryFolder';

describe('A file that a person wants', () => {
  const folder = useTemporaryFolder();
  const save = (...path: string[]) =>
    writeFile(vscode.Uri.file(join(folder(), ...path)), ['what ', 'was said']);

  /** Why it was not written, and that nothing of it was left behind. */
  async function refusal(...path: string[]): Promise<string> {
    const error: unknown = await save(...path).then(
      () => 'written',
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof UserdeskError && error.failure.code === 'fileNotWritten');
    assert.equal(error.failure.name, path.at(-1));
    const left = await readdir(dirname(join(folder(), ...path))).catch(() => []);
    assert.deepEqual(
      left.filter((name) => name.endsWith('.part')),
      [],
    );
    return error.failure.reason;
  }

  it('is written whole, over one that was there', async () => {
    await write(join(folder(), 'a.json'), 'another, longer than what comes');
    await save('a.json');
    assert.equal(await readFile(join(folder(), 'a.json'), 'utf8'), 'what was said');
    assert.deepEqual(await readdir(folder()), ['a.json']);
  });

  it('is refused in plain words by a folder that may not be written', async () => {
    const closed = join(folder(), 'closed');
    await mkdir(closed, { mode: 0o555 });
    await chmod(folder(), 0o755);
    await asOrdinaryUser(async () => {
      assert.equal(await refusal('closed', 'a.json'), 'no permission to write there');
    });
  });

  it('is refused in plain words where there is no folder, or a file or a folder in its place', async () => {
    await write(join(folder(), 'file'), '');
    await mkdir(join(folder(), 'folder.json'));
    assert.equal(await refusal('missing', 'a.json'), 'the folder does not exist');
    assert.equal(await refusal('file', 'a.json'), 'what should be its folder is a file');
    assert.equal(await refusal('folder.json'), 'there is a folder of that name');
  });

  it('is refused in plain words by a disk that is full or read-only, and else in the own words', () => {
    const failed = (code: string) => Object.assign(new Error(`${code}: no, write`), { code });
    assert.equal(whyNotWritten(failed('ENOSPC')), 'the disk is full');
    assert.equal(whyNotWritten(failed('EROFS')), 'the disk is read-only');
    assert.equal(whyNotWritten(failed('NoPermissions')), 'no permission to write there');
    assert.equal(whyNotWritten(failed('EOTHER')), 'EOTHER: no, write');
    assert.equal(whyNotWritten('thrown'), 'thrown');
  });
});
