import assert from 'node:assert/strict';
import { retryAfterSeconds } from '../../../src/api/retryAfter';

describe('Retry-After', () => {
  const now = Date.UTC(2030, 0, 1, 12, 0, 0, 250);

  for (const [header, seconds] of [
    ['7', 7],
    [' 007 ', 7],
    ['86400', 86_400],
    ['86401', 86_400],
    ['9'.repeat(400), 86_400],
    ['Tue, 01 Jan 2030 12:00:07 GMT', 7],
    ['Tuesday, 01-Jan-30 12:00:07 GMT', 7],
    ['Fri, 01 Jan 2100 00:00:00 GMT', 86_400],
    ['0', undefined],
    ['Tue, 01 Jan 2030 11:00:00 GMT', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['2031', 2031],
    ['2031-01-01', undefined],
    ['Tuesday', undefined],
    ['', undefined],
    [null, undefined],
  ] as const) {
    it(`${String(header).slice(0, 40)} is ${seconds ?? 'no wait'}`, () => {
      assert.equal(retryAfterSeconds(header, now), seconds);
    });
  }
});
