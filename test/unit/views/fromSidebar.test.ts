import assert from 'node:assert/strict';
import fc from 'fast-check';
import { waysOut } from '../../../src/shared/failureView';
import type { FromSidebar } from '../../../src/shared/sidebarProtocol';
import { readFromSidebar } from '../../../src/views/fromSidebar';

const draft = { chatbotId: '123456', userName: 'Ada', userEmail: 'ada@example.com' };

/** One of each kind: the compiler counts them. */
const messages: { [Type in FromSidebar['type']]: FromSidebar & { type: Type } } = {
  ready: { type: 'ready' },
  draftChanged: { type: 'draftChanged', draft },
  create: { type: 'create', draft },
  cancel: { type: 'cancel' },
  setApiKey: { type: 'setApiKey' },
  addChatbot: { type: 'addChatbot' },
  trySandbox: { type: 'trySandbox' },
  wayOut: { type: 'wayOut', id: 'tryAgain' },
};

describe('A message of the sidebar’s page', () => {
  for (const message of Object.values(messages)) {
    it(`is understood: ${message.type}`, () => {
      assert.deepEqual(readFromSidebar(message), message);
    });
  }

  it('may name each way out, and no command, no address and no key', () => {
    for (const id of waysOut)
      assert.deepEqual(readFromSidebar({ type: 'wayOut', id })?.type, 'wayOut');
    for (const id of ['userdesk.showLog', 'https://example.com', '', 7, null, undefined]) {
      assert.equal(readFromSidebar({ type: 'wayOut', id }), undefined);
    }
  });

  it('loses what it brings beyond that', () => {
    const extra = { command: 'userdesk.deleteApiKey', url: 'https://example.com', apiKey: 'uk-1' };
    for (const message of Object.values(messages)) {
      assert.deepEqual(readFromSidebar({ ...message, ...extra }), message);
    }
    const stuffed = { type: 'create', draft: { ...draft, ...extra } };
    assert.deepEqual(readFromSidebar(stuffed), messages.create);
  });

  it('is nothing where it is anything else', () => {
    for (const message of [
      ...[undefined, null, 'ready', 7, [], {}, { type: 'constructor' }, { type: ['ready'] }],
      ...[{ type: 'create' }, { type: 'create', draft: null }, { type: 'draftChanged', draft: {} }],
      { type: 'create', draft: { ...draft, userName: 7 } },
      { type: 'create', draft: { ...draft, chatbotId: undefined } },
    ]) {
      assert.equal(readFromSidebar(message), undefined, JSON.stringify(message));
    }
  });

  it('never throws, whatever a page sends', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        readFromSidebar(message);
      }),
    );
  });

  it('does something also where somebody pasted a whole page into a field', () => {
    // Were it dropped, the button would do nothing, and nobody would say why.
    for (const type of ['create', 'draftChanged'] as const) {
      const long = { ...draft, userName: 'x'.repeat(5000) };
      assert.equal(readFromSidebar({ type, draft: long })?.type, type);
    }
  });
});
