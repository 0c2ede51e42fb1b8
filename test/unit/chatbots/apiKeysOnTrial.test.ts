import assert from 'node:assert/strict';
import { ApiKeysUnderTest, sales, support } from './apiKeysUnderTest';

describe('An API key on trial', () => {
  let keys: ApiKeysUnderTest;
  beforeEach(() => {
    keys = new ApiKeysUnderTest();
  });

  it('is used, but in no storage', async () => {
    keys.store.try(support, 'typed');
    assert.equal(await keys.store.get(support), 'typed');
    assert.equal(await keys.store.has(support), true);
    assert.deepEqual(await keys.store.list(), [support]);
    assert.equal(keys.secrets.values.size, 0);
    assert.equal(await keys.nextWindow().store.has(support), false);
  });

  it('is told from a stored one, and from none', async () => {
    assert.equal(await keys.store.state(support), 'missing');
    keys.store.try(support, 'typed');
    assert.equal(await keys.store.state(support), 'inMemory');
    await keys.store.accept(support, 'typed');
    assert.equal(await keys.store.state(support), 'stored');
    keys.store.try(support, 'another');
    assert.equal(await keys.store.state(support), 'inMemory');
  });

  it('is stored once Userdesk accepted it', async () => {
    keys.store.try(support, 'typed');
    await keys.store.accept(support, 'typed');
    assert.equal(keys.stored(support), 'typed');
    assert.equal(await keys.nextWindow().store.get(support), 'typed');
  });

  it('is forgotten once Userdesk refused it', async () => {
    keys.store.try(support, 'typo');
    keys.store.refuse(support, 'typo');
    assert.equal(await keys.store.get(support), undefined);
    assert.equal(keys.secrets.values.size, 0);
  });

  it('gives way to the stored one if it is refused, and takes its place if accepted', async () => {
    await keys.store.store(support, 'stored');
    keys.store.try(support, 'typo');
    assert.equal(await keys.store.get(support), 'typo');
    keys.store.refuse(support, 'typo');
    assert.equal(await keys.store.get(support), 'stored');
    keys.store.try(support, 'better');
    await keys.store.accept(support, 'better');
    assert.equal(keys.stored(support), 'better');
  });

  it('is of one chatbot alone', async () => {
    keys.store.try(support, 'typed');
    assert.equal(await keys.store.get(sales), undefined);
    await keys.store.accept(sales, 'typed');
    keys.store.refuse(sales, 'typed');
    assert.equal(keys.secrets.values.size, 0);
    assert.equal(await keys.store.get(support), 'typed');
  });

  it('is not judged by an answer to the one typed before it', async () => {
    keys.store.try(support, 'first');
    keys.store.try(support, 'second');
    keys.store.refuse(support, 'first');
    assert.equal(await keys.store.get(support), 'second');
    await keys.store.accept(support, 'first');
    assert.equal(keys.stored(support), undefined);
    assert.equal(await keys.store.get(support), 'second');
  });

  it('is no more when the person sets or deletes the key by hand', async () => {
    keys.store.try(support, 'typed');
    await keys.store.store(support, 'set');
    assert.equal(await keys.store.get(support), 'set');
    await keys.store.accept(support, 'typed');
    assert.equal(keys.stored(support), 'set');

    keys.store.try(support, 'typed');
    await keys.store.delete(support);
    await keys.store.accept(support, 'typed');
    assert.equal(await keys.store.get(support), undefined);
    assert.equal(keys.secrets.values.size, 0);
  });

  it('survives that the one before it is still on its way into a slow keyring', async () => {
    let unlock!: () => void;
    const locked = new Promise<void>((resolve) => (unlock = resolve));
    keys.secrets.before = (operation) => (operation === 'store' ? locked : undefined);
    keys.store.try(support, 'first');
    const accepted = keys.store.accept(support, 'first');
    keys.store.try(support, 'second');
    unlock();
    await accepted;
    assert.equal(await keys.store.get(support), 'second');
    await keys.store.accept(support, 'second');
    assert.equal(keys.stored(support), 'second');
  });

  it('can be used while a slow keyring is still taking it', async () => {
    let unlock!: () => void;
    const locked = new Promise<void>((resolve) => (unlock = resolve));
    keys.secrets.before = (operation) => (operation === 'store' ? locked : undefined);
    keys.store.try(support, 'typed');
    const accepted = keys.store.accept(support, 'typed');
    assert.equal(await keys.store.get(support), 'typed');
    unlock();
    await accepted;
    assert.equal(await keys.store.get(support), 'typed');
  });
});

describe('A stored API key', () => {
  it('outlives every answer: only a person replaces or deletes it', async () => {
    const keys = new ApiKeysUnderTest();
    await keys.store.store(support, 'stored');
    keys.store.refuse(support, 'stored');
    await keys.store.accept(support, 'stored');
    await keys.store.accept(support, 'another');
    assert.equal(keys.stored(support), 'stored');
    assert.equal(await keys.store.get(support), 'stored');
  });
});
