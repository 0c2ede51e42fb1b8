import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';
import { UserdeskError } from '../api/errors';
import { whyNotWritten } from './whyNotWritten';

/**
 * Writes a text, however long, to where a person wants it; it is there whole or not at all.
 * @throws UserdeskError `fileNotWritten`, and as the signal says
 */
export async function writeFile(
  file: vscode.Uri,
  text: AsyncIterable<string> | Iterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  try {
    if (file.scheme === 'file') await writeLocal(file.fsPath, text, signal);
    else await vscode.workspace.fs.writeFile(file, await gather(text));
  } catch (cause) {
    signal?.throwIfAborted();
    throw new UserdeskError(
      { code: 'fileNotWritten', name: fileName(file), reason: whyNotWritten(cause) },
      { cause },
    );
  }
}

export function fileName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function writeLocal(
  path: string,
  text: AsyncIterable<string> | Iterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const part = `${path}.part`;
  try {
    // For nobody else: it may hold what people said.
    const stream = createWriteStream(part, { mode: 0o600 });
    await pipeline(Readable.from(text), stream, { ...(signal && { signal }) });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function gather(text: AsyncIterable<string> | Iterable<string>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of text) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
