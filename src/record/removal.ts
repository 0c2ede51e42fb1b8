import { existsSync, readdirSync, rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { besides, setAsideMark } from './fileSystem';
import type { RecordFiles } from './protocol';

/**
 * Removes what was kept before there was a database, and databases that were set aside.
 * @returns what could not be removed
 */
export function removeOldFiles({ path, oldFiles }: RecordFiles): string[] {
  const { dir = '' } = path === undefined ? {} : parse(path);
  const names = existsSync(dir) ? readdirSync(dir) : [];
  return oldOnes({ path, oldFiles }, names).filter((each) => {
    try {
      rmSync(each, { recursive: true, force: true });
      return false;
    } catch {
      return true;
    }
  });
}

/**
 * The same and the database itself, where there is no SQLite to empty it. It does not block.
 * @returns what could not be removed
 */
export async function removeAllFiles({ path, oldFiles }: RecordFiles): Promise<string[]> {
  if (path === undefined) return [];
  const names = await readdir(parse(path).dir).catch(() => []);
  const all = [...['', ...besides].map((end) => path + end), ...oldOnes({ path, oldFiles }, names)];
  const remains = all.map((each) =>
    rm(each, { recursive: true, force: true }).then(
      () => [],
      () => [each],
    ),
  );
  return (await Promise.all(remains)).flat();
}

/** @param names of what is in the folder of the database */
function oldOnes({ path = '', oldFiles }: RecordFiles, names: string[]): string[] {
  const { dir, name } = parse(path);
  return [
    ...names.filter((each) => each.startsWith(name + setAsideMark)).map((each) => join(dir, each)),
    ...(oldFiles ? [oldFiles.conversations, oldFiles.transcripts] : []),
  ];
}
