import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commands } from '../../src/ids';
import { userdeskId } from '../support/userdeskId';
import { vsix } from './benchHost';
import type { BenchHost } from './benchHost';
import { root } from './bundles';
import { sizeFigure } from './figures';
import type { Figure } from './figures';
import type { LoadedFile } from './jobs';

const mainBundle = join('dist', 'extension.js');

/** Bytes as installed, and what of them is loaded when the first command asks its first question. */
export async function measureSizes(host: BenchHost): Promise<Figure[]> {
  await host.restart();
  const done = host.command(commands.createConversation);
  await host.quickInput.waitForPrompt({ placeholder: 'Chatbot' });
  await host.quickInput.cancel();
  await done;
  const loaded = await loadedFiles(host);
  return [
    sizeFigure('Main bundle', bytesOf(loaded.filter(({ name }) => name === mainBundle)), 25),
    sizeFigure('Code loaded at the first command, main bundle included', bytesOf(loaded)),
    sizeFigure("Package (.vsix) without README's pictures", await packageBytes(), 250),
  ];
}

/** To be asked after a first conversation. */
export async function measureLoaded(host: BenchHost): Promise<Figure> {
  return sizeFigure('Code loaded at the first greeting', bytesOf(await loadedFiles(host)));
}

async function loadedFiles(host: BenchHost): Promise<LoadedFile[]> {
  return (await host.run({ kind: 'loadedFiles', extension: userdeskId })) as LoadedFile[];
}

function bytesOf(files: readonly LoadedFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function packageBytes(): Promise<number> {
  const archive = await readFile(vsix);
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)].map(
    ([, path]) => `extension/${path ?? ''}`,
  );
  return zipEntries(archive)
    .filter(({ name }) => pictures.includes(name))
    .reduce((rest, { compressedBytes }) => rest - compressedBytes, archive.length);
}

/** The directory at the end of a zip archive. */
function zipEntries(archive: Buffer): { name: string; compressedBytes: number }[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const entries = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    ) as [number, number, number];
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      compressedBytes: archive.readUInt32LE(at + 20),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}
