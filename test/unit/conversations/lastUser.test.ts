import assert from 'node:assert/strict';
import { LastUser } from '../../../src/conversations/lastUser';
import { FakeMemento } from '../../support/memento';

describe('The user of the last conversation', () => {
  it('is kept trimmed, and without what is empty', async () => {
    const notes = new FakeMemento();
    await new LastUser(notes).set({ userName: ' Ada ', userEmail: '' });
    assert.deepEqual(new LastUser(notes).get(), { userName: 'Ada' });
  });

  it('is told of when it changes', async () => {
    const notes = new FakeMemento();
    const told: unknown[] = [];
    const lastUser = new LastUser(notes, () => told.push(lastUser.get()));
    await lastUser.set({ userName: 'Ada' });
    assert.deepEqual(told, [{ userName: 'Ada' }]);
  });

  it('is known in this window alone, and nothing of it kept, where a person wants no history', async () => {
    const notes = new FakeMemento();
    await new LastUser(notes).set({ userName: 'Grace' });
    const before = notes.text;
    const lastUser = new LastUser(notes, undefined, false);
    assert.deepEqual(lastUser.get(), {});
    await lastUser.set({ userName: ' Ada ' });
    assert.deepEqual(lastUser.get(), { userName: 'Ada' });
    assert.equal(notes.text, before);
    assert.deepEqual(new LastUser(notes, undefined, false).get(), {});
  });

  it('can be forgotten, also one that was kept before', async () => {
    const notes = new FakeMemento();
    await new LastUser(notes).set({ userName: 'Grace' });
    const lastUser = new LastUser(notes, undefined, false);
    await lastUser.set({ userName: 'Ada' });
    await lastUser.forget();
    assert.deepEqual(lastUser.get(), {});
    assert.equal(notes.text, '{}');
  });

  for (const damage of [undefined, null, 5, 'Ada', [], { userName: 5, userEmail: null }]) {
    it(`is nobody where ${JSON.stringify(damage)} is kept`, async () => {
      const notes = new FakeMemento();
      await notes.update('lastUser', damage);
      assert.deepEqual(new LastUser(notes).get(), {});
    });
  }
});
