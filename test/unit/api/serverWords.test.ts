import assert from 'node:assert/strict';
import { serverWords } from '../../../src/api/serverWords';

describe('The words of the server', () => {
  const key = 'key-0123456789';

  for (const [what, json, words] of [
    ['an error', { error: 'quota exceeded' }, 'quota exceeded'],
    ['a message', { message: 'quota exceeded' }, 'quota exceeded'],
    ['an error before a message', { message: 'more', error: 'quota' }, 'quota'],
    ['a message where the error is no text', { message: 'quota', error: { code: 7 } }, 'quota'],
    ['a message where the error is blank', { message: 'quota', error: ' \n' }, 'quota'],
    ['white space folded', { error: ' a\n\n\tb\u2028c ' }, 'a b c'],
    ['nothing that cannot be seen', { error: 'a\u0000b\u202ec\u200bd\ud800' }, 'abcd'],
    ['no key', { error: `Bearer ${key}` }, 'Bearer [API key]'],
    ['no key put together', { error: 'key-\u0000012345\u200b6789' }, '[API key]'],
    ['no link', { error: '[a](command:b) [c](https://d)' }, '[a] (command:b) [c] (https://d)'],
    ['no page', { error: '<!DOCTYPE html><h1>Error</h1>' }, undefined],
    ['no markup', { error: 'an <b>error</b>', message: 'quota' }, 'quota'],
    ['a comparison', { error: '3 < 4' }, '3 < 4'],
    ['nothing', {}, undefined],
    ['nothing of a text', 'quota', undefined],
    ['nothing of null', null, undefined],
    ['200 characters', { error: 'é'.repeat(200) }, 'é'.repeat(200)],
    ['not more than that', { error: '👋'.repeat(201) }, `${'👋'.repeat(199)}…`],
  ] as const) {
    it(`are ${what}`, () => {
      assert.equal(serverWords(json, key), words);
    });
  }
});
