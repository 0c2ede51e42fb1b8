import { renameSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';

/**
 * File systems whose locks or shared memory cannot be trusted between programs, by the number
 * that Linux gives them. The write-ahead log needs both.
 */
const networkTypes = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x65735546, // FUSE: sshfs and others
  0x01021997, // 9p: the disks of Windows in its Linux, and of virtual machines
  0x786f4256, // VirtualBox
  0x5346414f, // AFS
]);

export function isOnNetwork(path: string): boolean {
  if (path.startsWith('\\\\')) return true;
  try {
    return networkTypes.has(statfsSync(dirname(path)).type);
  } catch {
    return false;
  }
}

/** Which file it is that has this path now, to tell when it is another one. */
export function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found && `${found.dev}/${found.ino}`;
}

/** What SQLite keeps beside a database. */
export const besides = ['-wal', '-shm', '-journal'];

/** Gives a damaged database another name, with all that belongs to it. @returns its path. */
export function setAside(path: string, now: Date): string {
  const { dir, name, ext } = parse(path);
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-');
  const target = join(dir, `${name}${setAsideMark}${stamp}${ext}`);
  // The database last: one that is new must not find the log of the old.
  for (const end of [...besides, '']) {
    if (statSync(path + end, { throwIfNoEntry: false })) renameSync(path + end, target + end);
  }
  return target;
}

export const setAsideMark = '.damaged-';
