import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { refOf } from '../../../src/conversations/conversation';
import { HistoryBackup } from '../../../src/conversations/historyBackup';
import { restoreHistory } from '../../../src/conversations/restoreHistory';
import { backupHead, backupTail } from '../../../src/record/backupFile';
import type { BackupConversation } from '../../../src/record/backupFormat';
import type { Restored } from '../../../src/record/protocol';
import { restoredSentence, restoreFailedSentence } from '../../../src/support/restoreSentences';
import { conversation } from '../conversations/recordUnderTest';
import { useRecord, type WindowUnderTest } from '../record/recordUnderTest';
import { asJson, likeJson, mutated, patienceMs, times } from './fuzzing';

const one = conversation('1', { greeting: 'Hi **Ada**', userName: 'Ada', userEmail: 'a@b.c' });
const at = new Date(one.createdAt).toISOString();
const turn = { message: 'Hello', sentAt: at, answer: 'Grüße 👩‍💻', state: 'done' as const };
const trouble = { message: 'It broke.', waysOut: ['askAgain' as const] };

/** Of the conversation that is in the record, and of another. */
const right: BackupConversation[] = [
  {
    ...{ chatbot: one.chatbot, id: '1', createdAt: at, title: 'Other', note: 'Note' },
    ...{ draft: 'Not sent', pinned: true, greeting: 'Hello', userName: 'Grace' },
    turns: [
      { ...turn, id: 'a', answer: 'Another' },
      { ...turn, id: 'b', state: 'incomplete', firstTextMs: 3, totalMs: 9, trouble },
    ],
  },
  {
    ...{ chatbot: { ...one.chatbot, id: '777' }, id: '2', createdAt: at, openedById: true },
    turns: [{ ...turn, id: 'c' }],
  },
];
const lines = right.map((each) => JSON.stringify(each)).join(',\n');
const asWritten = Buffer.from(`${backupHead}\n${lines}\n${backupTail}\n`);
const whole = { format: 'userdesk-history', version: 1, conversations: right };

const anyId = fc.oneof(fc.string(), fc.constantFrom('1', '2', '', '../x', '\u202e'));
const anyTime = fc.oneof(
  fc.constantFrom(at, '2026-02-31T00:00:00Z', '+999999-01-01T00:00:00Z', 5),
  fc.string(),
);
const anyText = fc.string({ unit: 'binary' });
const anyTurn = fc.record(
  {
    ...{ id: anyId, message: anyText, sentAt: anyTime, answer: anyText },
    state: fc.constantFrom('done', 'failed', 'sending', 7),
    totalMs: fc.oneof(fc.nat(), fc.double()),
    trouble: likeJson({ message: 'x', waysOut: ['rm -rf', 'askAgain'] }),
  },
  { requiredKeys: ['id', 'message', 'sentAt', 'answer'] },
);
const anyConversation = fc.record({
  chatbot: fc.oneof(
    fc.constant(one.chatbot),
    fc.record({ origin: fc.oneof(fc.webUrl(), fc.constant('javascript:x')), id: anyId }),
  ),
  ...{ id: anyId, createdAt: anyTime },
  turns: fc.oneof(fc.array(anyTurn, { maxLength: 3 }), fc.jsonValue()),
});
const anyBackup = fc.oneof(
  fc
    .array(fc.oneof(anyConversation, fc.jsonValue(), ...right.map(likeJson)), { maxLength: 5 })
    .map((conversations) => ({ ...whole, conversations })),
  likeJson(whole),
);

describe('A file to restore that may be anything', function () {
  this.timeout(patienceMs);
  const record = useRecord();
  const file = () => join(record.folder(), 'backup.json');

  /** With a conversation that stays as it is, whatever is added to it. */
  async function filled(): Promise<WindowUnderTest> {
    const window = record.open();
    await window.conversations.add(one);
    const changes = { title: 'Mine', note: 'My note' };
    await window.client.ask({ type: 'change', ref: refOf(one), changes });
    await window.talk(one, 'a', 'Hello', 'Hi Ada 👍');
    await window.transcripts.saveDraft(one, 'not sent');
    return window;
  }

  async function kept({ client }: WindowUnderTest): Promise<unknown[]> {
    const ref = refOf(one);
    const { turns, ...rest } = await client.ask({ type: 'transcript', ref });
    return [await client.ask({ type: 'get', ref }), rest, turns.find(({ id }) => id === 'a')];
  }

  /** It is told in words what came of it, and what was there is as it was. */
  async function restore(window: WindowUnderTest, content: string | Buffer) {
    const before = await kept(window);
    await writeFile(file(), content);
    const outcome = await restoreHistory(window.client, file());
    const told =
      'failure' in outcome
        ? restoreFailedSentence(outcome.failure, 'backup.json')
        : restoredSentence(outcome, 'backup.json');
    assert.match(told, /backup\.json.*\.$/);
    assert.deepEqual(await kept(window), before);
    assert.deepEqual([...window.failures, ...window.troubles], []);
    return outcome;
  }

  it('is restored or refused, however its bytes are damaged', async () => {
    const window = await filled();
    const anew = Buffer.from(`\ufeff${JSON.stringify(whole, null, 1)}`);
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated(asWritten), mutated(anew)), async (content) => {
        const outcome = await restore(window, content);
        outcomes.add('failure' in outcome ? outcome.failure : outcome.kept);
      }),
      times(5_000),
    );
    for (const each of ['onDisk', 'damaged', 'noBackup']) assert.ok(outcomes.has(each), each);
  });

  it('is checked like anything that comes from outside, whatever its values are', async () => {
    const window = await filled();
    let added = 0;
    await fc.assert(
      fc.asyncProperty(anyBackup, async (backup) => {
        const content = asJson(backup);
        const outcome = await restore(window, content);
        if ('failure' in outcome) return;
        const { conversations } = JSON.parse(content) as { conversations: unknown[] };
        assert.equal(sum(outcome), conversations.length);
        added += outcome.added;
        const again = (await restore(window, content)) as Restored;
        assert.deepEqual([again.added, again.merged], [0, 0]);
      }),
      times(5_000),
    );
    assert.ok(added > 0);
    for (const { chatbot } of await window.conversations.newest(2 * added)) {
      assert.match(chatbot.origin, /^(https?:\/\/|sandbox:$)/);
    }
    // What came in can go out and come in elsewhere.
    let backup = '';
    for await (const piece of new HistoryBackup(window.client)) backup += piece;
    const other = record.open({ path: join(record.folder(), 'other.sqlite') });
    await writeFile(file(), backup);
    const elsewhere = (await restoreHistory(other.client, file())) as Restored;
    assert.deepEqual([elsewhere.refused, elsewhere.added], [0, added + 1]);
  });
});

function sum({ added, merged, unchanged, refused, kept }: Restored): number {
  assert.equal(kept, 'onDisk');
  return added + merged + unchanged + refused;
}
