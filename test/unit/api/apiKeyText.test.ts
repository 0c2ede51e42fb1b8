import assert from 'node:assert/strict';
import { cleanApiKey } from '../../../src/api/apiKeyText';

describe('The text of an API key', () => {
  for (const [text, key] of [
    ['key-1', 'key-1'],
    ['  key-1\n', 'key-1'],
    ['Bearer key-1', 'key-1'],
    ['bearer\tkey-1', 'key-1'],
    [' BEARER   key-1 ', 'key-1'],
    ['Bearerkey-1', 'Bearerkey-1'],
    ['clé!~ÿ', 'clé!~ÿ'],
  ] as const) {
    it(`${JSON.stringify(text)} is ${key}`, () => {
      assert.deepEqual(cleanApiKey(text), { key });
    });
  }

  for (const [text, problem] of [
    ['', 'Enter an API key.'],
    [' \n', 'Enter an API key.'],
    ['Bearer', 'Enter an API key.'],
    ['Bearer  ', 'Enter an API key.'],
    ['two words', 'An API key has no white space in it.'],
    ['line\nbreak', 'An API key has no white space in it.'],
    ['no\u00a0break', 'An API key has no white space in it.'],
    ['k'.repeat(2_049), 'This is too long to be an API key.'],
    ['nul\u0000', 'This API key has a character in it that cannot be sent.'],
    ['zero\u200bwidth', 'This API key has a character in it that cannot be sent.'],
    ['dash–dash', 'This API key has a character in it that cannot be sent.'],
  ] as const) {
    it(`${JSON.stringify(text).slice(0, 40)} is none`, () => {
      assert.deepEqual(cleanApiKey(text), { problem });
    });
  }
});
