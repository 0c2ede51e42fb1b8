import { accessSync, constants, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TroubleKind } from './protocol';

/** No failure of SQLite's: we find it out ourselves. */
export class NewerRecord extends Error {
  constructor() {
    super('The record was written by a newer version');
  }
}

/** Nor this: a database, but not a whole one of ours. */
export class ForeignFile extends Error {
  constructor() {
    super('The file is a database without the tables of the record');
  }
}

// https://www.sqlite.org/rescode.html
const kinds: Record<number, TroubleKind> = {
  5: 'locked',
  6: 'locked',
  8: 'readOnly',
  11: 'corrupt',
  13: 'full',
  15: 'locked',
  26: 'corrupt',
};
/** The disk could not be read or written, the file not be opened: look why. */
const unclear = [3, 10, 14, 23];
/** Only the index of words: it can be made anew. */
const corruptIndex = 267;

export function isCorruptIndex(error: unknown): boolean {
  return codeOf(error) === corruptIndex;
}

/** Why the disk refused, or `undefined` for what is a mistake of ours. */
export function failureKind(error: unknown, path: string): TroubleKind | undefined {
  if (error instanceof NewerRecord) return 'newer';
  if (error instanceof ForeignFile) return 'foreign';
  const code = codeOf(error);
  if (code !== undefined) {
    const primary = code & 0xff;
    return kinds[primary] ?? (unclear.includes(primary) ? reasonOnDisk(path) : 'unexpected');
  }
  // Of the file system, by whatever touched it.
  const { code: name } = error as NodeJS.ErrnoException;
  if (name === 'ENOSPC' || name === 'EDQUOT') return 'full';
  if (name === 'EACCES' || name === 'EROFS' || name === 'EPERM') return 'readOnly';
  return (error as NodeJS.ErrnoException).syscall === undefined ? undefined : 'unexpected';
}

function reasonOnDisk(path: string): TroubleKind {
  try {
    accessSync(dirname(path), constants.W_OK);
    return statfsSync(dirname(path)).bavail === 0 ? 'full' : 'unexpected';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EROFS' || code === 'EPERM' ? 'readOnly' : 'unexpected';
  }
}

function codeOf(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: unknown };
  return typeof errcode === 'number' ? errcode : undefined;
}
