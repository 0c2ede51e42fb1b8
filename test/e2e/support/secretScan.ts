import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workbench } from './workbench';

/** Where a text stands in what a VS Code keeps on disk or has written to the console. */
export function placesOf(
  text: string,
  { profileFolder, consoleLines }: Pick<Workbench, 'profileFolder' | 'consoleLines'>,
): string[] {
  const forms = formsOf(text);
  const holds = (bytes: Buffer) => forms.some((form) => bytes.includes(form));
  const files = readdirSync(profileFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => holds(read(path)));
  const lines = consoleLines.filter((line) => holds(Buffer.from(line)));
  return [...files, ...lines];
}

function read(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    // The browser tidies up while one reads.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** As it is, as 16-bit characters, in JSON, in a URL, and within a longer text in base64. */
function formsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const forms = [text, JSON.stringify(text).slice(1, -1), encodeURI(text), ...inUrls(text)];
  return [
    ...forms.map((form) => Buffer.from(form)),
    Buffer.from(text, 'utf16le'),
    ...[0, 1, 2].flatMap((offset) => {
      const base64 = insideBase64(bytes, offset);
      return [base64, base64.replaceAll('+', '-').replaceAll('/', '_')].map((form) =>
        Buffer.from(form),
      );
    }),
  ];
}

function inUrls(text: string): string[] {
  const encoded = encodeURIComponent(text);
  return [encoded, encoded.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase())];
}

/** What bytes always look like in base64 where so many stand before them, whatever they are. */
function insideBase64(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const certain = whole.subarray(0, whole.length - (whole.length % 3));
  return certain.toString('base64').slice(offset === 0 ? 0 : 4);
}
