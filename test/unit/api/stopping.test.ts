import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import type { FetchFunction } from '../../../src/api/client';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import type { Reply } from '../../support/loopbackServer';
import { conversationId, created, json, silence, stall } from '../../support/replies';
import { ApiUnderTest, describeWithEachFetch } from './apiUnderTest';

/** A space every now and then: never silent, and never done. */
const drip: Reply = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => {
    clearInterval(timer);
  });
};

describeWithEachFetch('A request that is stopped', (api) => {
  it('before it began is not sent', async () => {
    assert.deepEqual(await api.create(created(), { signal: AbortSignal.abort() }), {
      outcome: 'cancelled',
    });
    assert.equal(api.server.connectionCount, 0);
  });

  it('at any moment of its beginning is an outcome', async () => {
    for (let turns = 0; turns < 20; turns++) {
      const controller = new AbortController();
      const outcome = api.create(silence, { signal: controller.signal });
      for (let turn = 0; turn < turns; turn++) await setImmediate();
      controller.abort();
      assert.deepEqual(await outcome, { outcome: 'cancelled' });
    }
  });

  for (const [when, reply] of [
    ['before the answer began', silence],
    ['in the middle of the answer', stall],
    ['while the answer drips', drip],
  ] as const) {
    it(`${when} is an outcome, and its connection is closed`, async () => {
      const controller = new AbortController();
      const outcome = api.create(reply, { signal: controller.signal });
      await api.server.until(({ requests }) => requests.length === 1);
      controller.abort(new Error('a reason of the caller'));
      assert.deepEqual(await outcome, { outcome: 'cancelled' });
      await api.server.until(({ openConnections }) => openConnections === 0);
      assert.equal(api.server.requests.length, 1);
    });
  }

  it('after it was done stays done', async () => {
    const controller = new AbortController();
    const outcome = await api.create(created(), { signal: controller.signal });
    controller.abort();
    assert.deepEqual(outcome, { outcome: 'created', conversationId });
  });
});

describeWithEachFetch('A request that takes too long', (api) => {
  for (const [what, reply] of [
    ['there is no answer', silence],
    ['the answer comes to a halt', stall],
    ['the answer drips', drip],
  ] as const) {
    it(`is given up where ${what}, and its connection is closed`, async () => {
      const failure = await api.failure(reply, { timeoutMs: 50 });
      assert.deepEqual(failure, { code: 'timedOut', timeoutMs: 50 });
      await api.server.until(({ openConnections }) => openConnections === 0);
    });
  }

  it('is waited for where no limit is set, or one of weeks', async () => {
    for (const timeoutMs of [0, 2 ** 40]) {
      const slow: Reply = (response, request) =>
        setTimeout(() => json({ conversationId })(response, request), 50);
      const outcome = await api.create(slow, { timeoutMs });
      assert.deepEqual(outcome, { outcome: 'created', conversationId });
    }
  });

  it('leaves nothing behind on the signal of the caller', async () => {
    const { signal } = new AbortController();
    await api.create(created(), { signal });
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });
});

describe('A fetch that does not listen to its signal', () => {
  const api = new ApiUnderTest();
  const { fetch, dispose } = createNodeFetch();
  const deaf: FetchFunction = (url, init) =>
    fetch(url, { ...init, signal: new AbortController().signal });
  beforeEach(() => api.start(deaf));
  afterEach(async () => {
    await api.server.stop();
    dispose();
  });

  for (const [when, reply] of [
    ['before the answer', silence],
    ['in the middle of the answer', stall],
  ] as const) {
    it(`is not waited for ${when}`, async () => {
      const failure = await api.failure(reply, { timeoutMs: 50 });
      assert.deepEqual(failure, { code: 'timedOut', timeoutMs: 50 });
    });
  }
});
