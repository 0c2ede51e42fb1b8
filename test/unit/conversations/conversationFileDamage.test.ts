import assert from 'node:assert/strict';
import { appendFile, truncate, writeFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation, RecordUnderTest } from './recordUnderTest';

describe('A damaged record', () => {
  const folder = useTemporaryFolder();
  let path: string;
  beforeEach(() => {
    path = join(folder(), 'conversations.jsonl');
  });

  it('costs the line that a crash cut short, and no other before or after it', async () => {
    const record = new RecordUnderTest(path);
    await record.file.add(conversation('whole', { createdAt: 1 }));
    const { size } = await stat(path);
    await record.file.add(conversation('torn', { createdAt: 2 }));
    for (const length of [1, 2, 40]) {
      await truncate(path, size + length);
      assert.deepEqual(await new RecordUnderTest(path).ids(), ['whole']);
    }
    await record.file.add(conversation('next', { createdAt: 3 }));
    assert.deepEqual(await record.ids(), ['next', 'whole']);
  });

  it('keeps a line to which only its end is missing', async () => {
    await writeFile(path, `\n${JSON.stringify(conversation('1', { createdAt: 1 }))}`);
    const record = new RecordUnderTest(path);
    await record.file.add(conversation('2', { createdAt: 2 }));
    assert.deepEqual(await record.ids(), ['2', '1']);
  });

  for (const [what, line] of [
    ['no JSON', 'conversation'],
    ['half a line', '{"chatbot":{"origin":"https://api.user'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[]'],
    ['no chatbot', JSON.stringify({ id: '1', createdAt: 1 })],
    ['a chatbot without an origin', JSON.stringify({ ...conversation('1'), chatbot: { id: '1' } })],
    ['no ID', JSON.stringify({ ...conversation('1'), id: undefined })],
    ['an empty ID', JSON.stringify(conversation(''))],
    ['an ID that is a number', JSON.stringify({ ...conversation('1'), id: 1 })],
    ['a greeting that is none', JSON.stringify({ ...conversation('1'), greeting: { text: 'Hi' } })],
    ['a time that is a text', JSON.stringify({ ...conversation('1'), createdAt: '2026-03-03' })],
    ['no time', JSON.stringify({ ...conversation('1'), createdAt: null })],
    ['a time that no calendar has', JSON.stringify(conversation('1', { createdAt: 8.64e15 + 1 }))],
    ['null characters, as a crash of the disk leaves them', '\0'.repeat(500)],
  ] as const) {
    it(`costs nothing else where a line is ${what}`, async () => {
      const record = new RecordUnderTest(path);
      await record.file.add(conversation('before', { createdAt: 1 }));
      await appendFile(path, `${line}\n`);
      await record.file.add(conversation('after', { createdAt: 2 }));
      assert.deepEqual(await record.ids(), ['after', 'before']);
      assert.deepEqual(record.failures, []);
    });
  }

  it('may have line breaks of another system', async () => {
    const lines = ['1', '2'].map((id, createdAt) =>
      JSON.stringify(conversation(id, { createdAt })),
    );
    await writeFile(path, lines.join('\r\n'));
    assert.deepEqual(await new RecordUnderTest(path).ids(), ['2', '1']);
  });

  it('may hold what a later version knows more', async () => {
    const line = { ...conversation('1'), rating: 5, chatbot: { origin: 'o', id: 'i', team: 'x' } };
    await writeFile(path, JSON.stringify(line));
    const expected = conversation('1', { chatbot: { origin: 'o', id: 'i' } });
    assert.deepEqual(await new RecordUnderTest(path).file.list(), [expected]);
  });

  it('can be read whatever bytes it is made of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await writeFile(path, Buffer.concat([bytes, Buffer.from('\n')]));
        const record = new RecordUnderTest(path);
        await record.file.add(conversation('1'));
        assert.deepEqual(await record.ids(), ['1']);
      }),
      { numRuns: 50 },
    );
  });
});
