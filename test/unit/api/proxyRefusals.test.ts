import assert from 'node:assert/strict';
import { createNodeFetch } from '../../../src/api/nodeFetch';
import { json } from '../../support/replies';
import { ApiUnderTest } from './apiUnderTest';

/** What a proxy says in place of an answer is in test/e2e/proxy.test.ts: it takes VS Code's agent. */
describe('A refusal that comes over TLS', () => {
  const api = new ApiUnderTest();
  const nodeFetch = createNodeFetch();
  const checked = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];

  before(async () => {
    // The certificate of the loopback server is its own.
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    await api.start(nodeFetch.fetch, { tls: true });
  });
  after(async () => {
    if (checked === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = checked;
    nodeFetch.dispose();
    await api.server.stop();
  });

  for (const [status, code] of [
    [401, 'apiKeyRefused'],
    [403, 'chatbotForbidden'],
    [502, 'gatewayFailed'],
  ] as const) {
    it(`is Userdesk's: ${status}, over a new connection and one that was kept`, async () => {
      const refused = json({ error: 'No' }, status);
      for (let times = 0; times < 2; times++) {
        await assert.rejects(api.create(refused), { message: code });
      }
      const atOnce = await Promise.allSettled([api.create(refused), api.create(refused)]);
      assert.ok(atOnce.every((each) => each.status === 'rejected'));
    });
  }
});
