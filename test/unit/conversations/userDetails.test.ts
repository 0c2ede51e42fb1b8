import assert from 'node:assert/strict';
import { LastUser } from '../../../src/conversations/lastUser';
import {
  cleanUserDetails,
  inDetails,
  keyInText,
  userEmailProblem,
} from '../../../src/conversations/userDetails';
import { FakeMemento } from '../../support/memento';

describe('User details', () => {
  it('are trimmed, and left out where they are empty', () => {
    for (const [given, clean] of [
      [{}, {}],
      [{ userName: '', userEmail: '' }, {}],
      [{ userName: ' \t', userEmail: '\n' }, {}],
      [{ userName: ' Ada ', userEmail: '' }, { userName: 'Ada' }],
      [{ userEmail: ' ada@example.com ' }, { userEmail: 'ada@example.com' }],
    ] as const) {
      assert.deepEqual(cleanUserDetails(given), clean);
    }
  });

  it('may have any e-mail address that could be one, or none', () => {
    for (const text of [
      ...['', '  ', 'a@b', 'ada@example.com', ' ada@example.com ', 'Ada.L+test@mail.example.co.uk'],
      ...['josé@exämple.de', `${'a'.repeat(242)}@example.com`],
    ]) {
      assert.equal(userEmailProblem(text), undefined, text);
    }
  });

  it('have a sentence for what cannot be an e-mail address', () => {
    for (const text of [
      ...['ada', '@example.com', 'ada@', 'ada@@example.com', 'ada lovelace@example.com', 'a@b c'],
      ...['ada@example.com, bob@example.com', `${'a'.repeat(243)}@example.com`],
    ]) {
      assert.match(userEmailProblem(text) ?? '', /^This is not an e-mail address\./, text);
    }
  });

  it('never hold the API key', () => {
    const apiKey = 'uk-0123456789';
    for (const text of [apiKey, ` ${apiKey}`, `Bearer ${apiKey}`, `<${apiKey}@example.com>`]) {
      assert.match(
        keyInText(text, ['uk-another', apiKey], inDetails) ?? '',
        /This is an API key\./,
        text,
      );
    }
    assert.equal(keyInText('Ada', [apiKey], inDetails), undefined);
    assert.equal(keyInText('Ada', [], inDetails), undefined);
  });

  it('may hold by chance what is too short to be told for a key', () => {
    assert.equal(keyInText('Ada', ['a'], inDetails), undefined);
    assert.equal(keyInText('secret 1234567', ['1234567'], inDetails), undefined);
    assert.notEqual(keyInText('secret 12345678', ['12345678'], inDetails), undefined);
  });
});

describe('The user of last time', () => {
  it('is nobody at first', () => {
    assert.deepEqual(new LastUser(new FakeMemento()).get(), {});
  });

  it('is known to the next window', async () => {
    const notes = new FakeMemento();
    await new LastUser(notes).set({ userName: 'Ada', userEmail: 'ada@example.com' });
    const expected = { userName: 'Ada', userEmail: 'ada@example.com' };
    assert.deepEqual(new LastUser(notes).get(), expected);
  });

  it('is nobody again after an anonymous conversation', async () => {
    const lastUser = new LastUser(new FakeMemento());
    await lastUser.set({ userName: 'Ada', userEmail: 'ada@example.com' });
    await lastUser.set({ userName: '' });
    assert.deepEqual(lastUser.get(), {});
  });

  it('is kept without anything else of a conversation', async () => {
    const notes = new FakeMemento();
    const conversation = { userName: 'Ada', id: '7bb301ad', greeting: 'Hello' };
    await new LastUser(notes).set(conversation);
    assert.doesNotMatch(notes.text, /7bb301ad|Hello/);
  });
});
