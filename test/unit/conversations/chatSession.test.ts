import assert from 'node:assert/strict';
import { join } from 'node:path';
import { UserdeskError, type Failure } from '../../../src/api/errors';
import type { ChatEvent } from '../../../src/conversations/chatSession';
import type { ChatSessions } from '../../../src/conversations/chatSessions';
import type { Turn } from '../../../src/conversations/turn';
import { describeFailure } from '../../../src/support/describeFailure';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation } from './recordUnderTest';
import { failureCodeOf } from './creationUnderTest';
import { SessionsUnderTest } from './sessionsUnderTest';

describe('A conversation that is talked in', () => {
  const folder = useTemporaryFolder();
  const one = conversation('7bb301ad');
  const apiKey = 'uk-0123456789abcdef';
  let windows: SessionsUnderTest;
  let sessions: ChatSessions;
  beforeEach(async () => {
    windows = new SessionsUnderTest(join(folder(), 'transcripts'));
    await windows.keys.store.store(one.chatbot, apiKey);
    await windows.record().conversations.add(one);
    sessions = windows.openWindow();
  });
  afterEach(() => {
    windows.close();
  });

  const sending = (count?: number) => windows.sending(count);
  const openWindow = () => windows.openWindow();

  async function turnsOnDisk(): Promise<Turn[]> {
    return openWindow().use(one, ({ turns }) => turns);
  }

  it('sends a message and has the whole answer at its end', async () => {
    const { session } = await sessions.acquire(one);
    const events: string[] = [];
    session.listen((event: ChatEvent) => events.push(event.type));
    const answer = session.send('Hello');
    const { message, onText, end } = await sending();
    assert.equal(message, 'Hello');
    assert.equal(session.isAnswering, true);
    onText('Hi ');
    onText('Ada');
    assert.equal(session.turns[0]?.state, 'answering');
    end('done');
    assert.equal(await answer, 'Hi Ada');
    assert.deepEqual(events, ['begun', 'sent', 'text', 'text', 'ended']);
    assert.equal(session.isAnswering, false);
    const [turn] = session.turns;
    assert.ok(turn);
    assert.equal(turn.state, 'done');
    assert.ok(turn.firstTextMs !== undefined && turn.totalMs !== undefined);
    assert.deepEqual(await turnsOnDisk(), session.turns);
  });

  it('has the message on disk before it is sent', async () => {
    const { session } = await sessions.acquire(one);
    const answer = session.send('Hello');
    const { end } = await sending();
    assert.deepEqual(
      (await turnsOnDisk()).map(({ message, state }) => [message, state]),
      [['Hello', 'sending']],
    );
    end('done');
    await answer;
  });

  it('takes one message at a time, and another conversation at the same time', async () => {
    const { session } = await sessions.acquire(one);
    const answer = session.send('Hello');
    assert.equal(await failureCodeOf(session.send('Again')), 'conversationBusy');
    const other = await sessions.acquire(conversation('another'));
    const otherAnswer = other.session.send('Hello');
    (await sending(1)).end('done');
    (await sending(2)).end('done');
    await Promise.all([answer, otherAnswer]);
    assert.equal(session.turns.length, 1);
  });

  it('keeps what came when it is stopped, and takes the next message', async () => {
    const { session } = await sessions.acquire(one);
    const answer = session.send('Hello');
    const { signal, onText, end } = await sending();
    onText('Hi');
    session.stop();
    assert.equal(signal.aborted, true);
    end('stopped');
    assert.equal(await failureCodeOf(answer), 'answerStopped');
    const second = session.send('Again');
    (await sending(2)).onText('Yes');
    (await sending(2)).end('done');
    assert.equal(await second, 'Yes');
    assert.deepEqual(
      (await turnsOnDisk()).map((turn) => [turn.message, turn.answer, turn.state]),
      [
        ['Hello', 'Hi', 'stopped'],
        ['Again', 'Yes', 'done'],
      ],
    );
  });

  it('says of a message that was stopped before it was sent that it was not, and offers to', async () => {
    const { session } = await sessions.acquire(one);
    const answer = session.send('Hello');
    (await sending()).end('unsent');
    assert.equal(await failureCodeOf(answer), 'answerStopped');
    const [turn] = await turnsOnDisk();
    assert.equal(turn?.state, 'failed');
    assert.deepEqual(turn.trouble, {
      message: 'Stopped before it was sent.',
      waysOut: ['tryAgain'],
    });
  });

  for (const [failure, text, state] of [
    [{ code: 'answerCut', host: 'api.userdesk.io' }, 'Hi', 'incomplete'],
    [{ code: 'apiKeyRefused' }, '', 'failed'],
    [{ code: 'missingApiKey' }, '', 'failed'],
    [{ code: 'timedOut', timeoutMs: 30_000 }, '', 'failed'],
  ] satisfies [Failure, string, string][]) {
    it(`keeps what came and what went wrong: ${failure.code}`, async () => {
      const { session } = await sessions.acquire(one);
      const answer = session.send('Hello');
      const { onText, fail } = await sending();
      if (text) onText(text);
      fail(new UserdeskError(failure));
      assert.equal(await failureCodeOf(answer), failure.code);
      const subject = { chatbot: one.chatbot, request: 'message' } as const;
      const [turn] = await turnsOnDisk();
      assert.equal(turn?.state, state);
      assert.equal(turn.answer, text);
      assert.deepEqual(turn.trouble, describeFailure(failure, subject));
    });
  }

  it('does not even keep a message that is empty or has the API key in it', async () => {
    const { session } = await sessions.acquire(one);
    for (const message of ['', ' \n', `My key is ${apiKey}.`]) {
      assert.equal(await failureCodeOf(session.send(message)), 'invalidArgument');
    }
    session.draft = `Bearer ${apiKey}`;
    assert.deepEqual(session.turns, []);
    assert.deepEqual(windows.sendings, []);
    const draft = await untilDraft((text) => text !== '');
    assert.equal(draft, 'Bearer [API key]');
  });

  it('takes a message of a million characters, and says so of one that is longer', async () => {
    const { session } = await sessions.acquire(one);
    const longest = 'x'.repeat(1_000_000);
    const error: unknown = await session.send(`${longest}x`).catch((reason: unknown) => reason);
    assert.ok(error instanceof UserdeskError && error.failure.code === 'invalidArgument');
    assert.equal(error.failure.argument, 'message');
    assert.match(error.failure.reason, / 1,000,001 characters, .* 1,000,000 .* Shorten it/);
    assert.deepEqual(windows.sendings, []);
    assert.deepEqual(await turnsOnDisk(), []);
    const answer = session.send(longest);
    (await sending()).end('done');
    await answer;
  });

  it('keeps a draft for the next start', async () => {
    const { session } = await sessions.acquire(one);
    session.draft = 'not yet';
    assert.equal(await untilDraft((text) => text !== ''), 'not yet');
  });

  it('keeps the rest of a draft that is longer than the message box takes', async () => {
    const { session } = await sessions.acquire(one);
    session.draft = `${'x'.repeat(29_999)}😀 and the end`;
    const next = openWindow();
    const shown = await untilDraft((text) => text !== '');
    assert.equal(shown, 'x'.repeat(29_999));
    await next.use(one, (again) => {
      again.draft = '';
    });
    await untilDraft((text) => text === '😀 and the end');
  });

  it('has all that came, and the draft, on disk when VS Code is about to close', async () => {
    const { session } = await sessions.acquire(one);
    void session.send('Hello');
    const { onText } = await sending();
    onText('H');
    onText('i');
    session.draft = 'And then';
    await sessions.settle();
    const next = await openWindow().acquire(one);
    assert.equal(next.session.turns[0]?.answer, 'Hi');
    assert.equal(next.session.draft, 'And then');
  });

  it('is one session however many use it, and goes on while it answers', async () => {
    const [first, second] = [await sessions.acquire(one), await sessions.acquire(one)];
    assert.equal(first.session, second.session);
    const answer = sessions.use(one, (session) => session.send('Hello'));
    const { onText, end } = await sending();
    first.release();
    second.release();
    onText('Hi');
    const again = await sessions.acquire(one);
    assert.equal(again.session.turns[0]?.answer, 'Hi');
    end('done');
    assert.equal(await answer, 'Hi');
    again.release();
    await sessions.settle();
    await new Promise(setImmediate);
    const later = await sessions.acquire(one);
    assert.notEqual(later.session, first.session);
    assert.equal(later.session.turns[0]?.answer, 'Hi');
  });

  it('is kept in memory where the disk refuses it', async () => {
    const { writeFile } = await import('node:fs/promises');
    const file = join(folder(), 'a-file');
    await writeFile(file, '');
    const record = windows.record(join(file, 'record'));
    sessions = windows.openWindow({ store: record.transcripts });
    const answer = sessions.use(one, (session) => session.send('Hello'));
    (await sending()).onText('Hi');
    (await sending()).end('done');
    assert.equal(await answer, 'Hi');
    assert.equal(record.troubles.length, 1);
    assert.equal(await sessions.use(one, ({ turns }) => turns[0]?.answer), 'Hi');
  });

  /** Asks the disk until it holds; the test's own time limit ends that. */
  async function untilDraft(holds: (draft: string) => boolean): Promise<string> {
    for (;;) {
      const draft = await openWindow().use(one, (session) => session.draft);
      if (holds(draft)) return draft;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});
