import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of its own for each test of a suite. All are removed at its end: what a test has open
 * there may be closed, and written once more, after that test.
 */
export function useTemporaryFolder(): () => string {
  const folders: string[] = [];
  beforeEach(async () => {
    folders.push(await mkdtemp(join(tmpdir(), 'userdesk-test-')));
  });
  after(async () => {
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });
  return () => folders.at(-1) ?? '';
}
