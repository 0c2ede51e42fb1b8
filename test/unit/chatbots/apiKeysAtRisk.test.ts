import assert from 'node:assert/strict';
import { chatbotKey } from '../../../src/chatbots/chatbot';
import { FakeSecretStorage, noKeyring, withoutKeyring } from '../../support/secretStorage';
import { ApiKeysUnderTest, sales, support } from './apiKeysUnderTest';

describe('Where SecretStorage fails', () => {
  let keys: ApiKeysUnderTest;
  beforeEach(() => {
    keys = new ApiKeysUnderTest();
    keys.secrets.before = withoutKeyring();
  });

  it('an accepted key goes on in memory, and the reason is told', async () => {
    keys.store.try(support, 'typed');
    await keys.store.accept(support, 'typed');
    assert.equal(await keys.store.get(support), 'typed');
    assert.equal(await keys.store.has(support), true);
    assert.deepEqual(await keys.store.list(), [support]);
    assert.ok(keys.failures.length > 0);
    assert.deepEqual(new Set(keys.failures), new Set([noKeyring]));
  });

  it('so does one that was set by hand', async () => {
    await keys.store.store(support, 'set');
    assert.equal(await keys.store.get(support), 'set');
    assert.ok(keys.failures.includes(noKeyring));
  });

  it('a key in memory outlives every answer, as a stored one does', async () => {
    await keys.store.store(support, 'set');
    keys.store.refuse(support, 'set');
    assert.equal(await keys.store.get(support), 'set');
    keys.store.try(support, 'typo');
    keys.store.refuse(support, 'typo');
    assert.equal(await keys.store.get(support), 'set');
  });

  it('no note says that a key was stored: nothing can get lost', async () => {
    await keys.store.store(support, 'set');
    assert.deepEqual(await keys.nextWindow().store.takeLost(), []);
  });

  it('a key that cannot be read is told as a failure, and is missing', async () => {
    assert.equal(await keys.store.get(support), undefined);
    assert.deepEqual(keys.failures, [noKeyring]);
  });

  it('the other keys are known all the same, in memory and stored', async () => {
    keys.secrets.before = () => undefined;
    await keys.store.store(support, 'unreadable');
    await keys.store.store(sales, 'stored');
    keys.secrets.before = (operation, name) => {
      if (operation === 'store' || name === chatbotKey(support)) throw noKeyring;
    };
    await keys.store.store({ ...support, id: 'third' }, 'in memory');
    assert.deepEqual((await keys.store.all()).sort(), ['in memory', 'stored']);
    keys.secrets.before = withoutKeyring();
    assert.deepEqual(await keys.store.all(), ['in memory']);
  });

  it('a key that cannot be deleted is not called gone', async () => {
    keys.secrets.before = () => undefined;
    await keys.store.store(support, 'stored');
    keys.secrets.before = withoutKeyring('delete');
    await assert.rejects(keys.store.delete(support), noKeyring);
    assert.deepEqual(await keys.store.list(), [support]);
    keys.secrets.before = () => undefined;
    assert.equal(await keys.store.get(support), 'stored');
    assert.deepEqual(await keys.store.takeLost(), []);
  });

  it('the chatbots that have a key are told from the note when the names cannot be read', async () => {
    keys.secrets.before = () => undefined;
    await keys.store.store(support, 'stored');
    keys.secrets.before = withoutKeyring('keys');
    keys.store.try(sales, 'typed');
    assert.deepEqual(await keys.store.list(), [support, sales]);
  });

  it('a later success counts: nothing stale is left in memory', async () => {
    await keys.store.store(support, 'in memory');
    keys.secrets.before = () => undefined;
    await keys.store.store(support, 'stored');
    const other = new ApiKeysUnderTest(keys.secrets, keys.notes);
    await other.store.store(support, 'the other window’s');
    assert.equal(await keys.store.get(support), 'the other window’s');
  });
});

describe('Where SecretStorage takes its time', () => {
  it('a key set by hand is used at once, and no answer to an earlier one replaces it', async () => {
    const keys = new ApiKeysUnderTest();
    const unlocked = Promise.withResolvers<undefined>();
    keys.store.try(support, 'earlier');
    keys.secrets.before = (method) => (method === 'store' ? unlocked.promise : undefined);
    const storing = keys.store.store(support, 'set');
    assert.equal(await keys.store.get(support), 'set');
    const accepting = keys.store.accept(support, 'earlier');
    unlocked.resolve(undefined);
    await Promise.all([storing, accepting]);
    assert.equal(keys.stored(support), 'set');
    assert.equal(await keys.store.get(support), 'set');
  });
});

describe('Where the note has something else in it', () => {
  for (const damage of [null, 5, 'a', { a: 1 }, [7, null]]) {
    it(`${JSON.stringify(damage)} is no chatbot, and keys are stored all the same`, async () => {
      const keys = new ApiKeysUnderTest();
      await keys.notes.update('chatbotsWithStoredKey', damage);
      assert.deepEqual(await keys.store.takeLost(), []);
      await keys.store.store(support, 'set');
      assert.equal(keys.stored(support), 'set');
      assert.deepEqual(keys.failures, []);
      assert.deepEqual(await keys.nextWindow().store.takeLost(), []);
    });
  }
});

describe('Where the note cannot be written', () => {
  it('a key that was stored is stored, and SecretStorage not blamed', async () => {
    const keys = new ApiKeysUnderTest();
    keys.notes.before = () => Promise.reject(new Error('disk full'));
    await keys.store.store(support, 'typed');
    assert.equal(keys.stored(support), 'typed');
    keys.secrets.values.set(keys.secrets.values.keys().next().value!, 'the other window’s');
    assert.equal(await keys.store.get(support), 'the other window’s');
    assert.deepEqual(keys.failures, []);
  });
});

describe('Keys that got lost', () => {
  it('are none as long as what was stored is there', async () => {
    const keys = new ApiKeysUnderTest();
    await keys.store.store(support, 'stored');
    assert.deepEqual(await keys.nextWindow().store.takeLost(), []);
  });

  it('are told once, if a start finds them gone and nobody deleted them', async () => {
    const keys = new ApiKeysUnderTest();
    await keys.store.store(support, 'stored');
    await keys.store.store(sales, 'stored too');
    keys.secrets.values.clear();
    assert.deepEqual(await keys.nextWindow().store.takeLost(), [support, sales]);
    assert.deepEqual(await keys.nextWindow().store.takeLost(), []);
  });

  it('are told again when it happens again', async () => {
    const keys = new ApiKeysUnderTest();
    for (const key of ['first', 'second']) {
      await keys.store.store(support, key);
      keys.secrets.values.clear();
      assert.deepEqual(await keys.nextWindow().store.takeLost(), [support]);
    }
  });

  it('are not those that a person deleted', async () => {
    const keys = new ApiKeysUnderTest();
    await keys.store.store(support, 'stored');
    await keys.store.delete(support);
    assert.deepEqual(await keys.nextWindow().store.takeLost(), []);
  });

  it('are not those that never were stored', async () => {
    const keys = new ApiKeysUnderTest();
    keys.store.try(support, 'typed');
    assert.deepEqual(await keys.nextWindow().store.takeLost(), []);
  });

  it('are not those that cannot be read for now, which come back', async () => {
    const keys = new ApiKeysUnderTest();
    await keys.store.store(support, 'stored');
    const locked = new FakeSecretStorage(keys.secrets.values);
    locked.before = withoutKeyring();
    assert.deepEqual(await new ApiKeysUnderTest(locked, keys.notes).store.takeLost(), []);
    const next = keys.nextWindow();
    next.secrets.values.clear();
    assert.deepEqual(await next.store.takeLost(), [support]);
  });
});
