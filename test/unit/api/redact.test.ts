import assert from 'node:assert/strict';
import fc from 'fast-check';
import { holdsKey, redact } from '../../../src/api/redact';

describe('Redacting keys', () => {
  const key = 'a+b/"c.d$é';
  const forms = {
    'as it is': key,
    'as JSON': JSON.stringify(key).slice(1, -1),
    'as JSON with an escaped slash': key.replace('/', '\\/'),
    'as JSON of ASCII alone': key.replace('é', '\\u00e9').replace('"', '\\u0022'),
    'as JSON in capitals': key.replace('é', '\\u00E9'),
    'in a URL': encodeURIComponent(key),
    'in a URL in lower case': encodeURIComponent(key).toLowerCase(),
    'with every character encoded': Buffer.from(key).toString('hex').replace(/../g, '%$&'),
  };
  for (const [how, form] of Object.entries(forms)) {
    it(`finds one ${how}`, () => {
      assert.equal(redact(`Bearer ${form}, ${form}!`, [key]), 'Bearer [API key], [API key]!');
      assert.ok(holdsKey(`x${form}x`, key));
    });
  }

  it('leaves what only looks like one', () => {
    const text = 'a+b/"cxd$é A+B/"C.D$É a+b';
    assert.equal(redact(text, [key]), text);
    assert.ok(!holdsKey(text, key));
  });

  it('takes the longest first, and no notice of an empty one', () => {
    assert.equal(redact('key-1-more key-1', ['', 'key-1', 'key-1-more']), '[API key] [API key]');
    assert.ok(!holdsKey('anything', ''));
  });

  it('leaves no key of any kind in any text', () => {
    // As many characters as a key has at least, and no piece of the words put in its place.
    const anyKey = fc.string({ minLength: 8, maxLength: 40, unit: 'binary' });
    fc.assert(
      fc.property(anyKey, fc.string({ unit: 'binary' }), fc.string(), (secret, before, after) => {
        for (const form of [secret, JSON.stringify(secret).slice(1, -1)]) {
          assert.ok(!redact(before + form + after, [secret]).includes(secret));
        }
      }),
    );
  });

  it('is quick about five megabytes', () => {
    const long = 'a+b/'.repeat(1_300_000);
    assert.equal(redact(long + key, [key]), `${long}[API key]`);
  });
});
