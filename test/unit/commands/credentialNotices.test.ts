import '../../support/hostModules';
import assert from 'node:assert/strict';
import { storageFailedSentence } from '../../../src/commands/credentialNotices';

describe('The notice of a secret storage that fails', () => {
  it('says what becomes of keys that cannot be read and of those that cannot be kept', () => {
    const sentence = storageFailedSentence(new Error('no keyring'));
    assert.match(sentence, /^VS Code's secret storage failed \(no keyring\)\. /);
    assert.match(sentence, /cannot read is asked for again; one that it cannot keep is used until/);
  });
});
