import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textStream } from '../../../src/api/textStream';
import { anyBytes, anySizes, cut, everyCut } from './cuts';

async function* given(pieces: Uint8Array[], end?: Error): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece);
  if (end) throw end;
}

async function all(pieces: AsyncIterable<string>): Promise<string[]> {
  const taken: string[] = [];
  for await (const piece of pieces) taken.push(piece);
  return taken;
}

describe('A stream of bytes', () => {
  it('is the same text wherever it is cut', async () => {
    const bytes = Buffer.from('efbbbfc3a9f09f918bffe282acf09f', 'hex');
    const sizes = [...everyCut(bytes.length)];
    assert.equal(sizes.length, 2 ** 14);
    for (const some of sizes) {
      const text = await all(textStream(given(cut(bytes, some))));
      assert.equal(text.join(''), 'é👋\ufffd€\ufffd', some.join());
    }
  });

  it('keeps a byte order mark that is not at its beginning', async () => {
    for (const sizes of [[2], [1, 6], [3]]) {
      const bytes = cut(Buffer.from('€\ufeff€'), sizes);
      assert.equal((await all(textStream(given(bytes)))).join(''), '€\ufeff€');
    }
  });

  it('is what all the bytes are at once, in pieces that are not empty', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, anySizes, async (bytes, sizes) => {
        const pieces = await all(textStream(given(cut(bytes, sizes))));
        assert.equal(pieces.join(''), new TextDecoder().decode(bytes));
        assert.ok(pieces.every((piece) => piece !== ''));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is handed on piece by piece', async () => {
    const pieces = await all(textStream(given(cut(Buffer.from('abcdef'), [2]))));
    assert.deepEqual(pieces, ['ab', 'cd', 'ef']);
  });

  it('that breaks off in a character is what came before that', async () => {
    const broken = new Error('broken');
    const bytes = Buffer.from('efbbbf61f09f91', 'hex');
    let text = '';
    const reading = async () => {
      for await (const piece of textStream(given([bytes], broken))) text += piece;
    };
    await assert.rejects(reading(), broken);
    assert.equal(text, 'a');
  });

  it('is closed by whoever reads no further', async () => {
    const bytes = given([Buffer.from('a'), Buffer.from('b')]);
    for await (const piece of textStream(bytes)) {
      assert.equal(piece, 'a');
      break;
    }
    assert.deepEqual(await bytes.next(), { done: true, value: undefined });
  });
});
