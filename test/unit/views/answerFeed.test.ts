import '../../support/hostModules';
import assert from 'node:assert/strict';
import type { ViewNode } from '../../../src/shared/viewNode';
import { AnswerFeed, type AnswerPart } from '../../../src/views/answerFeed';

/** The text of everything that was drawn, as a page has it in the end. */
function textOf(parts: AnswerPart[]): string {
  const text = (node: ViewNode): string =>
    typeof node === 'string'
      ? node
      : 'icon' in node
        ? ''
        : (node.children ?? []).map(text).join('');
  const settled = parts.flatMap((part) => part.settled);
  return [...settled, ...(parts.at(-1)?.tail ?? [])].map(text).join('');
}

describe('The feed of an answer', () => {
  let parts: AnswerPart[];
  let feed: AnswerFeed;
  beforeEach(() => {
    parts = [];
    feed = new AnswerFeed((part) => parts.push(part));
  });

  it('gives the first text at once, one part ahead, and more when one is drawn', () => {
    feed.push('One ');
    assert.equal(textOf(parts), 'One');
    feed.push('two ');
    feed.push('three ');
    feed.push('four');
    assert.equal(parts.length, 2);
    assert.equal(textOf(parts), 'One two');
    feed.drawn();
    assert.equal(parts.length, 3);
    assert.equal(textOf(parts), 'One two three four');
    feed.drawn();
    feed.drawn();
    assert.equal(parts.length, 3);
    feed.push('!');
    assert.equal(textOf(parts), 'One two three four!');
  });

  it('gives a burst in parts that fit into a frame each, and all of it', () => {
    const text = 'A paragraph of some words.\n\n'.repeat(20_000);
    feed.push(text);
    const sizes: number[] = [];
    while (parts.length > sizes.length) {
      sizes.push(JSON.stringify(parts.at(-1)).length);
      feed.drawn();
    }
    assert.ok(Math.max(...sizes) < 200_000, String(Math.max(...sizes)));
    assert.equal(textOf(parts), text.replaceAll('\n\n', ''));
  });

  it('tells the end, once, after all of it is drawn, and then nothing may change any more', () => {
    let ended = 0;
    feed.push('One');
    feed.push('two');
    feed.end(() => ended++);
    assert.equal(ended, 0);
    feed.drawn();
    assert.equal(ended, 0);
    feed.drawn();
    assert.equal(ended, 1);
    const last = parts.at(-1);
    assert.deepEqual([last?.isLast, last?.tail], [true, []]);
    assert.equal(textOf(parts), 'Onetwo');
    feed.drawn();
    feed.start();
    assert.equal(ended, 1);
  });

  it('gives the beginning to a page that is drawn anew, and the rest when that is there', () => {
    const begun = feed.begin('One\n\ntwo', 6);
    let ended = 0;
    feed.push(' three');
    feed.end(() => ended++);
    assert.equal(textOf([begun]), 'Onet');
    assert.deepEqual([parts.length, ended], [0, 0]);
    feed.start();
    feed.drawn();
    assert.equal(textOf([{ ...begun, tail: [] }, ...parts]), 'Onetwo three');
    assert.equal(ended, 1);
  });
});
