import assert from 'node:assert/strict';
import { conversationId, created, resetAtOnce, text } from '../../support/replies';
import { describeWithEachFetch } from './apiUnderTest';

describeWithEachFetch('Connections', (api, fetchName) => {
  // The platform's opens a second one if the first has but just become free.
  const most = fetchName === 'node-fetch' ? 1 : 2;
  const outcome = { outcome: 'created', conversationId };

  it('are kept and used again', async () => {
    for (let request = 0; request < 5; request++) await api.create(created());
    assert.equal(api.server.requests.length, 5);
    assert.ok(api.server.connectionCount <= most, String(api.server.connectionCount));
  });

  it('are kept after a failure that was answered in full', async () => {
    for (let request = 0; request < 5; request++) {
      await assert.rejects(api.create(text('{}', 500)), { code: 'serverError' });
    }
    assert.ok(api.server.connectionCount <= most, String(api.server.connectionCount));
  });

  it('are kept after a stream, and after one that was refused', async () => {
    for (let request = 0; request < 5; request++) {
      assert.equal(await api.stream(text('Hello')), 'done');
      await assert.rejects(api.stream(text('No', 500)), { code: 'serverError' });
    }
    assert.ok(api.server.connectionCount <= most, String(api.server.connectionCount));
  });

  it('that were closed between two requests are replaced without a word', async () => {
    await api.create(created());
    await api.server.closeConnections();
    assert.deepEqual(await api.create(created()), outcome);
    assert.equal(api.server.requests.length, 2);
    assert.equal(api.server.connectionCount, 2);
  });

  it('that were closed a hundred times are replaced each time', async () => {
    for (let request = 0; request < 100; request++) {
      assert.deepEqual(await api.create(created()), outcome);
      await api.server.closeConnections();
    }
    assert.equal(api.server.requests.length, 100);
  });

  it('that break under a request are not replaced', async () => {
    await api.create(created());
    await assert.rejects(api.create(resetAtOnce), { code: 'connectionBroken' });
    assert.equal(api.server.requests.length, 2);
  });
});
