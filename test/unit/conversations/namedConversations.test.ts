import assert from 'node:assert/strict';
import { join } from 'node:path';
import { NamedConversations } from '../../../src/conversations/namedConversations';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation, RecordUnderTest } from './recordUnderTest';

describe('The record as people see it', () => {
  const folder = useTemporaryFolder();
  let record: RecordUnderTest;
  let names: Record<string, string>;
  let named: NamedConversations;
  beforeEach(() => {
    record = new RecordUnderTest(join(folder(), 'conversations.jsonl'));
    names = {};
    named = new NamedConversations(record.file, () => (id) => names[id]);
  });

  it('calls chatbots by the names that they have today', async () => {
    names['123456'] = 'Helper';
    await named.add(conversation('1'));
    assert.equal((await named.list())[0]?.chatbot.name, 'Helper');
    assert.equal((await named.find('1'))?.chatbot.name, 'Helper');
    names['123456'] = 'Another';
    assert.equal((await named.find('1'))?.chatbot.name, 'Another');
  });

  it('calls one that has none today by the name that it had', async () => {
    await named.add(conversation('1'));
    assert.equal((await named.list())[0]?.chatbot.name, 'Support bot');
  });

  it('names none that never had a name', async () => {
    await named.add(conversation('1', { chatbot: { origin: 'https://a', id: 'x' } }));
    assert.deepEqual((await named.find('1'))?.chatbot, { origin: 'https://a', id: 'x' });
  });

  it('writes the record as it was given, and knows no more than that', async () => {
    names['123456'] = 'Helper';
    await named.add(conversation('1'));
    assert.equal((await record.file.find('1'))?.chatbot.name, 'Support bot');
    assert.equal(await named.find('2'), undefined);
  });
});
