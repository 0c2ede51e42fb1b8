import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { untilAborted } from '../../../src/support/untilAborted';

describe('Work until a signal is aborted', () => {
  const never = () => new Promise<string>(() => undefined);

  it('comes to its value or its error, and leaves nobody at the signal', async () => {
    const { signal } = new AbortController();
    assert.equal(await untilAborted(signal, () => Promise.resolve('done')), 'done');
    const failure = new Error('no');
    await assert.rejects(
      untilAborted(signal, () => Promise.reject(failure)),
      failure,
    );
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });

  it('is not waited for any more once it is', async () => {
    const controller = new AbortController();
    const waiting = untilAborted(controller.signal, never);
    controller.abort();
    assert.equal(await waiting, undefined);
    assert.deepEqual(getEventListeners(controller.signal, 'abort'), []);
  });

  it('is not begun where it was aborted before', async () => {
    const begin = () => assert.fail('it was begun');
    assert.equal(await untilAborted(AbortSignal.abort(), begin), undefined);
  });
});
