import assert from 'node:assert/strict';
import fc from 'fast-check';
import { joinChatbotLists, readChatbotList } from '../../../src/chatbots/configuredChatbots';
import { sandboxChatbots } from '../../../src/sandbox/chatbots';

describe('The list in userdesk.chatbots', () => {
  it('is read as it stands, with IDs and names trimmed', () => {
    assert.deepEqual(
      readChatbotList([
        { id: '123456', name: 'Support bot' },
        { id: ' abc ', name: ' Sales ' },
      ]),
      [
        { id: '123456', name: 'Support bot' },
        { id: 'abc', name: 'Sales' },
      ],
    );
  });

  it('may hold a number for an ID', () => {
    assert.deepEqual(readChatbotList([{ id: 123456 }, { id: 0, name: 'Zero' }]), [
      { id: '123456' },
      { id: '0', name: 'Zero' },
    ]);
  });

  it('refuses a number too long to have been read as it was written', () => {
    const list: unknown = JSON.parse('[{ "id": 12345678901234567890 }, { "id": 1.5 }]');
    assert.deepEqual(readChatbotList(list), []);
  });

  it('knows no name where there is none to see', () => {
    for (const name of [undefined, '', '   ', 7, null, ['Support bot']]) {
      assert.deepEqual(readChatbotList([{ id: '1', name }]), [{ id: '1' }]);
    }
  });

  it('loses only the entries that can be no chatbot', () => {
    const damaged = [
      ...[
        '123456',
        123456,
        null,
        undefined,
        [],
        {},
        { name: 'Nameless' },
        { id: null },
        { id: '' },
      ],
      ...[{ id: ' ' }, { id: 'a b' }, { id: 'a/b' }, { id: '..' }, { id: true }, { id: ['1'] }],
      ...[{ id: '1\u200b' }, { id: 'sandbox-' }, { id: 'sandbox-mine' }, { id: ' sandbox-mine ' }],
    ];
    for (const entry of damaged) {
      const list = [{ id: '1' }, entry, { id: '2' }];
      assert.deepEqual(readChatbotList(list), [{ id: '1' }, { id: '2' }], JSON.stringify(entry));
    }
  });

  it('may give the chatbots of the sandbox names of their own', () => {
    for (const { id } of sandboxChatbots) {
      assert.deepEqual(readChatbotList([{ id, name: 'Mine' }]), [{ id, name: 'Mine' }]);
    }
  });

  it('is empty where the setting is no list at all', () => {
    for (const value of [undefined, null, {}, 'abc', 7, { 0: { id: '1' }, length: 1 }]) {
      assert.deepEqual(readChatbotList(value), []);
    }
  });

  it('never keeps it from being read, whatever somebody wrote into it', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true }),
        fc.array(fc.anything()),
        (one, many) => {
          for (const { id } of readChatbotList([one, ...many])) assert.equal(id, id.trim());
        },
      ),
    );
  });
});

describe('The lists of several scopes', () => {
  it('are joined by ID, in the order given', () => {
    assert.deepEqual(
      joinChatbotLists(
        [{ id: 'a' }, { id: 'b', name: 'B' }],
        [{ id: 'c' }, { id: 'a', name: 'A' }],
      ),
      [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }, { id: 'c' }],
    );
  });

  it('leave a name that only the wider one gives', () => {
    assert.deepEqual(joinChatbotLists([{ id: 'a', name: 'Mine' }], [{ id: 'a' }]), [
      { id: 'a', name: 'Mine' },
    ]);
  });

  it('give the narrower one the last word on a name', () => {
    assert.deepEqual(joinChatbotLists([{ id: 'a', name: 'Mine' }], [{ id: 'a', name: 'Ours' }]), [
      { id: 'a', name: 'Ours' },
    ]);
  });

  it('name a chatbot once even if one of them names it twice', () => {
    assert.deepEqual(joinChatbotLists([{ id: 'a' }, { id: 'a', name: 'A' }]), [
      { id: 'a', name: 'A' },
    ]);
  });

  it('are left as they were', () => {
    const mine = [Object.freeze({ id: 'a' })];
    joinChatbotLists(Object.freeze(mine) as typeof mine, [{ id: 'a', name: 'A' }]);
    assert.deepEqual(mine, [{ id: 'a' }]);
  });
});
