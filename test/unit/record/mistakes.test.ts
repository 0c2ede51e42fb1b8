import assert from 'node:assert/strict';
import { useRecord } from './recordUnderTest';

describe('A request that is a mistake', () => {
  const record = useRecord();

  it('fails with words for people, and with the place of it for the log', async () => {
    const { client } = record.open();
    const ref = { origin: 'sandbox:', id: {} as string };
    await assert.rejects(client.ask({ type: 'get', ref }), ({ message, stack }: Error) => {
      assert.doesNotMatch(message, /\n|recordWorker/);
      assert.match(stack ?? '', /recordWorker/);
      return true;
    });
  });
});
