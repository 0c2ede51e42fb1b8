import assert from 'node:assert/strict';
import { lazy } from '../../../src/support/lazy';

describe('A value made when first asked for', () => {
  it('is not made before', () => {
    let made = 0;
    const value = lazy(() => Promise.resolve(++made));
    assert.equal(made, 0);
    assert.equal(value.started(), false);
  });

  it('is made once, however many ask at the same time', async () => {
    let made = 0;
    const value = lazy(() => Promise.resolve(++made));
    assert.deepEqual(await Promise.all([value(), value()]), [1, 1]);
    assert.equal(await value(), 1);
    assert.equal(value.started(), true);
  });

  it('counts as begun while it is being made', async () => {
    let finish!: (value: string) => void;
    const value = lazy(() => new Promise<string>((resolve) => (finish = resolve)));
    const asked = value();
    assert.equal(value.started(), true);
    finish('made');
    assert.equal(await asked, 'made');
  });

  it('is tried anew after a failure, of which everybody hears who asked', async () => {
    let attempts = 0;
    const value = lazy(() => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new Error('no')) : Promise.resolve('made');
    });
    const results = await Promise.allSettled([value(), value()]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(value.started(), false);
    assert.equal(await value(), 'made');
    assert.equal(attempts, 2);
  });
});
