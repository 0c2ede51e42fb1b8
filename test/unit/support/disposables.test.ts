import assert from 'node:assert/strict';
import { DisposableStore } from '../../../src/support/disposables';

describe('What a store of disposables owns', () => {
  let disposed: string[];
  let store: DisposableStore;
  const item = (name: string) => ({ dispose: () => void disposed.push(name) });
  beforeEach(() => {
    disposed = [];
    store = new DisposableStore();
  });

  it('is handed back when it comes in, and kept until the end', () => {
    const one = item('one');
    assert.equal(store.add(one), one);
    assert.deepEqual(disposed, []);
  });

  it('is disposed of with it, once', () => {
    store.add(item('one'));
    const two = item('two');
    store.add(two);
    store.add(two);
    store.dispose();
    store.dispose();
    assert.deepEqual(disposed, ['one', 'two']);
  });

  it('is disposed of at once if it comes after the end', () => {
    store.dispose();
    store.add(item('late'));
    assert.deepEqual(disposed, ['late']);
  });

  it('is disposed of as well if another adds it on its own way out', () => {
    store.add({ dispose: () => store.add(item('late')) });
    store.dispose();
    assert.deepEqual(disposed, ['late']);
  });

  it('may be a store itself', () => {
    const inner = store.add(new DisposableStore());
    inner.add(item('inner'));
    store.dispose();
    assert.deepEqual(disposed, ['inner']);
  });
});
