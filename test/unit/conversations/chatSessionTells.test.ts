import assert from 'node:assert/strict';
import { UserdeskError } from '../../../src/api/errors';
import type { ChatSessions } from '../../../src/conversations/chatSessions';
import type { Conversation } from '../../../src/conversations/conversation';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { failureCodeOf } from './creationUnderTest';
import { conversation } from './recordUnderTest';
import { SessionsUnderTest } from './sessionsUnderTest';

describe('A conversation that tells others', () => {
  const folder = useTemporaryFolder();
  const one = conversation('7bb301ad', { greeting: 'Hello' });
  let windows: SessionsUnderTest;
  let sessions: ChatSessions;
  beforeEach(() => {
    windows = new SessionsUnderTest(folder());
    sessions = windows.openWindow();
  });
  afterEach(() => {
    windows.close();
  });

  it('goes on, and tells the others, where one of them fails', async () => {
    const { session } = await sessions.acquire(one);
    const failure = new Error('of the listener');
    const told: string[] = [];
    session.listen(() => {
      throw failure;
    });
    session.listen((event) => told.push(event.type));
    const answer = session.send('Hello', () => {
      throw failure;
    });
    const { onText, end } = await windows.sending();
    onText('Hi ');
    onText('Ada');
    end('done');
    assert.equal(await answer, 'Hi Ada');
    assert.deepEqual(told, ['begun', 'sent', 'text', 'text', 'ended']);
    assert.deepEqual(windows.failures, Array(6).fill(failure));
    const [turn] = (await windows.record().transcripts.read(one)).turns;
    assert.deepEqual([turn?.answer, turn?.state], ['Hi Ada', 'done']);
  });

  describe('about its chatbot', () => {
    const renamed: Conversation = {
      ...one,
      chatbot: { ...one.chatbot, name: 'Helper' },
    };

    it('goes by the name of today', async () => {
      const { session } = await sessions.acquire(one);
      await sessions.use(renamed, (same) => {
        assert.equal(same, session);
      });
      assert.deepEqual(session.conversation, renamed);
    });

    it('says what went wrong under the name of today', async () => {
      const named: (string | undefined)[] = [];
      sessions = windows.openWindow({
        describe: (_error, { chatbot }) => {
          named.push(chatbot.name);
          return { message: '', waysOut: [] };
        },
      });
      const { session } = await sessions.acquire(one);
      const answer = session.send('Hello');
      const { fail } = await windows.sending();
      await sessions.use(renamed, () => undefined);
      fail(new UserdeskError({ code: 'apiKeyRefused' }));
      assert.equal(await failureCodeOf(answer), 'apiKeyRefused');
      assert.deepEqual(named, ['Helper']);
    });

    it('knows no less when somebody names it by its ID alone', async () => {
      const { session } = await sessions.acquire(one);
      const { chatbot, id } = one;
      await sessions.use({ chatbot, id, createdAt: 7, openedById: true }, () => undefined);
      assert.deepEqual(session.conversation, one);
    });

    it('stays with it when somebody names another', async () => {
      const { session } = await sessions.acquire(one);
      const other = { ...one, chatbot: { ...one.chatbot, id: 'another' } };
      await sessions.use(other, () => undefined);
      assert.deepEqual(session.conversation, one);
    });
  });
});
