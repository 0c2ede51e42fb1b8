import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import type { ChatEvent, ChatSession } from '../../../src/conversations/chatSession';
import { refOf } from '../../../src/conversations/conversation';
import { followRecord } from '../../../src/conversations/followRecord';
import type { ChatSessions } from '../../../src/conversations/chatSessions';
import type { ConversationRef } from '../../../src/record/protocol';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { failureCodeOf } from './creationUnderTest';
import { conversation, type RecordUnderTest } from './recordUnderTest';
import { SessionsUnderTest } from './sessionsUnderTest';

const one = conversation('7bb301ad');

/** A window: its record, and its sessions, which hear of what other windows write. */
interface Window {
  record: RecordUnderTest;
  sessions: ChatSessions;
  session: ChatSession;
  events: string[];
  /** What it heard of deletions by others. */
  deleted: (readonly ConversationRef[] | 'all')[];
}

describe('A conversation that is open in two windows', () => {
  const folder = useTemporaryFolder();
  let windows: SessionsUnderTest;
  let followed: { dispose: () => void }[];
  let here: Window;
  let there: Window;
  beforeEach(async () => {
    windows = new SessionsUnderTest(folder());
    followed = [];
    here = await openWindow();
    there = await openWindow();
  });
  afterEach(() => {
    followed.forEach((each) => {
      each.dispose();
    });
    windows.close();
  });

  async function openWindow(): Promise<Window> {
    const record = windows.record();
    const sessions = windows.openWindow({ store: record.transcripts });
    const notices = { recordTrouble: () => assert.fail('there is trouble') };
    const deleted: Window['deleted'] = [];
    const told = { notices, changed: () => undefined, written: () => undefined };
    const noteDeleted = (refs: Window['deleted'][number]) => deleted.push(refs);
    followed.push(followRecord(record, sessions, { ...told, deleted: noteDeleted }));
    const { session } = await sessions.acquire(one);
    const events: string[] = [];
    session.listen((event: ChatEvent) => events.push(event.type));
    return { record, sessions, session, events, deleted };
  }

  /** As it is when the window gets the focus, or within a second by itself. */
  async function look({ record }: Window): Promise<void> {
    await record.ask({ type: 'refresh' });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }

  const states = ({ session }: Window) =>
    session.turns.map(({ message, answer, state }) => [message, answer, state].join(' '));

  it('shows in each what is said in the other, as it comes', async () => {
    const answer = here.session.send('Hello');
    const { onText, end } = await windows.sending();
    await look(there);
    assert.deepEqual(states(there), ['Hello  sending']);
    assert.equal(there.session.turns[0]?.isElsewhere, true);
    onText('Hi ');
    await here.session.settle();
    await look(there);
    assert.deepEqual(states(there), ['Hello Hi  answering']);
    onText('Ada');
    end('done');
    await answer;
    await look(there);
    assert.deepEqual(states(there), ['Hello Hi Ada done']);
    assert.deepEqual(there.session.turns, here.session.turns);
    assert.deepEqual(there.events, ['merged', 'text', 'text', 'ended']);
    assert.deepEqual(here.events, ['begun', 'sent', 'text', 'text', 'ended']);
  });

  it('is answered in one at a time: the other says so, and sends nothing', async () => {
    const answer = here.session.send('Hello');
    const { end } = await windows.sending();
    const second = there.session.send('Me too');
    assert.equal(await failureCodeOf(second), 'conversationBusyElsewhere');
    assert.equal(windows.sendings.length, 1);
    assert.equal(there.session.isAnswering, false);
    end('done');
    await answer;
    const third = there.session.send('Me too');
    (await windows.sending(2)).end('done');
    await third;
    await look(there);
    await look(here);
    assert.deepEqual(states(there), ['Hello  done', 'Me too  done']);
    assert.deepEqual(states(here), states(there));
  });

  it('has its turns in the order in which they were sent, whoever hears of them when', async () => {
    const first = here.session.send('First');
    (await windows.sending()).end('done');
    await first;
    const second = there.session.send('Second');
    const { end } = await windows.sending(2);
    assert.deepEqual(states(there), ['Second  sending']);
    await look(there);
    assert.deepEqual(states(there), ['First  done', 'Second  sending']);
    end('done');
    await second;
    assert.deepEqual(states(there), ['First  done', 'Second  done']);
  });

  it('cannot be deleted in one while the other answers in it, nor can all', async () => {
    const answer = here.session.send('Hello');
    const { onText, end } = await windows.sending();
    assert.equal(await there.record.conversations.delete(refOf(one)), false);
    assert.deepEqual(await there.record.conversations.deleteAll(), { refused: 'busy' });
    onText('Hi');
    end('done');
    await answer;
    assert.deepEqual(await there.record.ids(), [one.id]);
    assert.equal(await there.record.conversations.delete(refOf(one)), true);
    await look(here);
    assert.deepEqual([here.deleted, there.deleted], [[[refOf(one)]], []]);
    assert.deepEqual(await there.record.conversations.deleteAll(), { remains: [] });
    await look(here);
    assert.deepEqual(here.deleted.slice(1), ['all']);
  });

  for (const deletion of ['delete', 'deleteAll'] as const) {
    it(`keeps an answer that comes in though it was thought dead, with ${deletion}`, async () => {
      const answer = here.session.send('Hello');
      const { onText, end } = await windows.sending();
      onText('Hi ');
      await here.session.settle();
      onText('Ada');
      const database = new DatabaseSync(here.record.path);
      database.exec('DELETE FROM windows');
      await there.record.conversations[deletion](refOf(one));
      if (deletion === 'delete') database.exec('DELETE FROM conversations');
      database.close();
      await here.session.settle();
      onText(', again');
      end('done');
      await answer;
      const { turns } = await there.record.transcripts.read(one);
      assert.deepEqual(
        turns.map(({ message, answer, state }) => [message, answer, state]),
        [['Hello', 'Hi Ada, again', 'done']],
      );
      assert.deepEqual(await there.record.ids(), [one.id]);
    });
  }

  it('is broken off in the other when the one that was answered closes', async () => {
    void here.session.send('Hello').catch(() => undefined);
    (await windows.sending()).onText('Hi');
    await here.session.settle();
    await look(there);
    assert.deepEqual(states(there), ['Hello Hi answering']);
    here.record.close();
    await look(there);
    assert.deepEqual(states(there), ['Hello Hi incomplete']);
    const [turn] = there.session.turns;
    assert.match(turn?.trouble?.message ?? '', /What came is kept\.$/);
    assert.deepEqual(turn?.trouble?.waysOut, ['askAgain']);
    assert.equal(turn.isElsewhere, undefined);
    const again = there.session.send('Again');
    (await windows.sending(2)).end('done');
    await again;
  });
});
