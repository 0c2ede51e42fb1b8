import assert from 'node:assert/strict';
import { fitForLine, isolated, personsLine } from '../../../src/support/personsLine';
import { recordedNote, recordedTitle } from '../../../src/conversations/recordedTitle';
import { conversation } from '../conversations/recordUnderTest';

describe('A line of a person’s', () => {
  for (const [text, line] of [
    [' a\nb\t\u202ec\u2066 ', 'a b c'],
    ['\ud800x', 'x'],
    ['می‌خواهم 👨‍👩‍👧', 'می‌خواهم 👨‍👩‍👧'],
    [`${'x'.repeat(499)}👍`, 'x'.repeat(499)],
    ['', undefined],
    [' \u202e\n', undefined],
    ['\u200b\u2060', undefined],
  ] as const) {
    it(`is ${JSON.stringify(line)} of ${JSON.stringify(text).slice(0, 40)}`, () => {
      assert.equal(personsLine(text), line);
    });
  }

  it('stands apart from what is beside it where its direction is another', () => {
    assert.equal(isolated('שיחה 7'), '\u2068שיחה 7\u2069');
    assert.equal(isolated('\u200f7'), '\u2068\u200f7\u2069');
    assert.equal(isolated('Ünïcode 東京 7'), 'Ünïcode 東京 7');
  });

  it('may be a part of a text: what does no good in it is a space each', () => {
    assert.equal(fitForLine('a\r\n\u202eb\0\ud800👍\u2066c\u2028'), 'a   b  👍 c ');
  });

  it('is the title, where there is anything to be seen in it', () => {
    const hello = conversation('1', { greeting: 'Hello' });
    assert.equal(recordedTitle({ ...hello, title: ' Mine' }), 'Mine');
    for (const title of ['', '  ', '\u202e']) {
      assert.equal(recordedTitle({ ...hello, title }), 'Hello');
    }
  });

  it('is the note, where there is anything to be seen in it', () => {
    assert.equal(recordedNote({ note: '\u202eCall\nback' }), 'Call back');
    for (const note of ['', '\u202e']) assert.equal(recordedNote({ note }), undefined);
    assert.equal(recordedNote({}), undefined);
  });
});
