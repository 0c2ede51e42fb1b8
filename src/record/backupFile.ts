import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { backupFormat, backupVersion } from './backupFormat';
import type { RestoreFailure } from './protocol';

/** A line, or a file that is not in lines as we write them, has to be read at once. */
export const mostAtOnce = 256 * 1024 * 1024;
const pieceSize = 1024 * 1024;

/** How every file begins that we write; each conversation is a line of its own, and then `]}`. */
export const backupHead = `{"format":"${backupFormat}","version":${backupVersion},"conversations":[`;
export const backupTail = ']}';

export class BackupUnreadable extends Error {
  constructor(readonly code: RestoreFailure) {
    super(code);
  }
}

/** What a file has as a conversation, unchecked, and about how many characters it takes. */
interface Found {
  conversation: unknown;
  size: number;
}

/**
 * What the file has as conversations, one after the other.
 * @throws BackupUnreadable, also in the middle
 */
export function* conversationsIn(path: string): Generator<Found> {
  const lines = linesOf(path);
  const first = lines.next();
  if (first.done || first.value !== backupHead) {
    lines.return(undefined);
    yield* conversationsAtOnce(path);
    return;
  }
  let isWhole = false;
  for (const line of lines) {
    if (isWhole && line !== '') throw new BackupUnreadable('damaged');
    if (line === backupTail) isWhole = true;
    else if (!isWhole) {
      const json = line.endsWith(',') ? line.slice(0, -1) : line;
      yield { conversation: parse(json, 'damaged'), size: json.length };
    }
  }
  if (!isWhole) throw new BackupUnreadable('damaged');
}

function* conversationsAtOnce(path: string): Generator<Found> {
  const { size } = statSync(path);
  if (size > mostAtOnce) throw new BackupUnreadable('tooLarge');
  const file = parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''), 'noBackup');
  if (typeof file !== 'object' || file === null) throw new BackupUnreadable('noBackup');
  const { format, version, conversations } = file as Record<string, unknown>;
  if (format !== backupFormat) throw new BackupUnreadable('noBackup');
  if (typeof version === 'number' && version > backupVersion) throw new BackupUnreadable('newer');
  if (version !== backupVersion || !Array.isArray(conversations)) {
    throw new BackupUnreadable('damaged');
  }
  for (const conversation of conversations as unknown[]) {
    yield { conversation, size: size / conversations.length };
  }
}

function* linesOf(path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const piece = Buffer.alloc(pieceSize);
    let open: string[] = [];
    for (;;) {
      const length = readSync(file, piece, 0, pieceSize, null);
      const [head = '', ...more] = decoder.write(piece.subarray(0, length)).split('\n');
      open.push(head);
      for (const next of more) {
        yield open.join('');
        open = [next];
      }
      if (length === 0) break;
      // Of what is no file of ours the first line is all that is looked at, and not all of that.
      if (open.length * pieceSize > mostAtOnce) throw new BackupUnreadable('tooLarge');
    }
    yield open.join('') + decoder.end();
  } finally {
    closeSync(file);
  }
}

function parse(json: string, otherwise: RestoreFailure): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new BackupUnreadable(otherwise);
  }
}
