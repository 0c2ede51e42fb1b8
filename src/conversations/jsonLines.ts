import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';

/**
 * Adds a value to a file that only ever grows at its end, in one piece, so that lines of several
 * windows stand one after the other; resolves when it is on the disk.
 */
export async function appendLine(path: string, value: unknown): Promise<void> {
  // The line break in front closes a line that a crash may have left open.
  const line = Buffer.from(`\n${JSON.stringify(value)}\n`);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a', 0o600);
  try {
    const { bytesWritten } = await file.write(line);
    if (bytesWritten < line.length) throw new Error('no room for the whole line');
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** The values in the text of such a file. A damaged line is passed over: the others count. */
export function parseLines<Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
): v.InferOutput<Schema>[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [v.parse(schema, JSON.parse(line))];
    } catch {
      return [];
    }
  });
}
