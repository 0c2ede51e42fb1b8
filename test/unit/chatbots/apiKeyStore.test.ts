import assert from 'node:assert/strict';
import { sandboxOrigin } from '../../../src/chatbots/chatbot';
import { ApiKeysUnderTest, sales, support } from './apiKeysUnderTest';

describe('API keys', () => {
  let keys: ApiKeysUnderTest;
  beforeEach(() => {
    keys = new ApiKeysUnderTest();
  });

  it('are none at first', async () => {
    assert.equal(await keys.store.get(support), undefined);
    assert.equal(await keys.store.has(support), false);
    assert.deepEqual(await keys.store.list(), []);
  });

  it('are kept one per chatbot, and over restarts', async () => {
    await keys.store.store(support, 'key of support');
    await keys.store.store(sales, 'key of sales');
    const { store } = keys.nextWindow();
    assert.equal(await store.get(support), 'key of support');
    assert.equal(await store.get(sales), 'key of sales');
    assert.deepEqual(await store.list(), [support, sales]);
  });

  it('belong to an origin: the same ID elsewhere has none', async () => {
    await keys.store.store(support, 'key of support');
    for (const origin of [
      'http://api.userdesk.io',
      'https://api.userdesk.io:8443',
      'https://api.userdesk.io.example.com',
      sandboxOrigin,
    ]) {
      assert.equal(await keys.store.get({ ...support, origin }), undefined, origin);
    }
  });

  it('belong to the chatbot, whatever it is called today', async () => {
    await keys.store.store({ ...support, name: 'Support bot' }, 'key');
    assert.equal(await keys.store.get({ ...support, name: 'Helper' }), 'key');
    assert.deepEqual(await keys.store.list(), [support]);
  });

  it('are replaced by storing another, and gone when deleted', async () => {
    await keys.store.store(support, 'old');
    await keys.store.store(support, 'new');
    assert.equal(await keys.store.get(support), 'new');

    await keys.store.store(sales, 'of sales');
    await keys.store.delete(support);
    assert.equal(await keys.store.get(support), undefined);
    assert.equal(await keys.nextWindow().store.has(support), false);
    assert.deepEqual(await keys.store.list(), [sales]);
  });

  it('are read for each use: another window may have changed them', async () => {
    const other = new ApiKeysUnderTest(keys.secrets, keys.notes);
    await keys.store.store(support, 'mine');
    await other.store.store(support, 'the other window’s');
    assert.equal(await keys.store.get(support), 'the other window’s');
    await other.store.delete(support);
    assert.equal(await keys.store.get(support), undefined);
  });

  it('are found beside secrets of another kind', async () => {
    keys.secrets.values.set('something else', 'entirely');
    keys.secrets.values.set('["one part"]', 'entirely');
    await keys.store.store(support, 'key');
    assert.deepEqual(await keys.store.list(), [support]);
  });

  it('are all known together, whatever chatbot they are of and wherever they are kept', async () => {
    keys.secrets.values.set('something else', 'no key');
    await keys.store.store(support, 'stored of support');
    await keys.store.store(sales, 'stored of sales');
    keys.store.try(support, 'on trial');
    const all = ['on trial', 'stored of sales', 'stored of support'];
    assert.deepEqual((await keys.store.all()).sort(), all);
    const other = new ApiKeysUnderTest(keys.secrets, keys.notes);
    await other.store.store(sales, 'another of sales');
    assert.ok((await keys.store.all()).includes('another of sales'));
  });

  it('are told to the log before they can turn up in it', async () => {
    keys.store.try(support, 'on trial');
    await keys.store.store(sales, 'stored');
    assert.deepEqual(keys.seen, ['on trial', 'stored']);
    const next = keys.nextWindow();
    await next.store.get(sales);
    assert.deepEqual(next.seen, ['stored']);
  });

  it('leave no trace of themselves outside SecretStorage', async () => {
    keys.store.try(support, 'uk-on-trial');
    await keys.store.store(sales, 'uk-stored');
    await keys.store.accept(support, 'uk-on-trial');
    assert.doesNotMatch(keys.notes.text, /uk-/);
  });

  it('say so whenever one comes or goes', async () => {
    const changesOf = async (act: () => unknown) => {
      const before = keys.changes;
      await act();
      return keys.changes - before;
    };
    assert.ok((await changesOf(() => keys.store.store(support, 'key'))) > 0, 'stored');
    assert.ok((await changesOf(() => keys.store.delete(support))) > 0, 'deleted');
    assert.ok(
      (await changesOf(() => {
        keys.store.try(support, 'typed');
      })) > 0,
      'tried',
    );
    assert.ok(
      (await changesOf(() => {
        keys.store.refuse(support, 'typed');
      })) > 0,
      'refused',
    );
    assert.equal(await changesOf(() => keys.store.get(support)), 0, 'read');
    assert.equal(await changesOf(() => keys.store.list()), 0, 'listed');
  });
});
