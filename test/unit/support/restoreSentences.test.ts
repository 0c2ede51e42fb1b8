import assert from 'node:assert/strict';
import type { Restored } from '../../../src/record/protocol';
import { restoredSentence } from '../../../src/support/restoreSentences';

describe('What is said of a file that was restored', () => {
  const nothing = { added: 0, merged: 0, unchanged: 0, refused: 0, outdated: 0 };
  for (const [outcome, sentence] of [
    [{ kept: 'onDisk' }, 'Conversations restored from f.json: none in it.'],
    [
      { kept: 'onDisk', added: 1, merged: 2, unchanged: 3, refused: 4 },
      'Conversations restored from f.json: 1 added, 2 with messages that were missing, 3 known already, 4 not understood and left out.',
    ],
    [
      { kept: 'inMemory', added: 1 },
      'Conversations restored from f.json: 1 added. History is off, so they are gone when this window closes.',
    ],
    [
      { kept: 'inMemory', refused: 1 },
      'Conversations restored from f.json: 1 not understood and left out.',
    ],
    [
      { kept: 'refused' },
      'Nothing of f.json was restored: the disk did not take it. Restore it again later.',
    ],
    [
      { kept: 'refused', added: 200 },
      'Conversations restored from f.json: 200 added. The disk did not take all of it: restore it again later.',
    ],
  ] satisfies [Partial<Restored>, string][]) {
    it(`${JSON.stringify(outcome)}: ${sentence}`, () => {
      assert.equal(restoredSentence({ ...nothing, ...outcome }, 'f.json'), sentence);
    });
  }
});
