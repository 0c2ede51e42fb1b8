import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChatSessions } from '../../../src/conversations/chatSessions';
import type { TranscriptStore } from '../../../src/conversations/transcriptStore';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation } from './recordUnderTest';
import { SessionsUnderTest } from './sessionsUnderTest';

/** A disk that keeps each draft when the test says so. */
class SlowDisk implements TranscriptStore {
  draft = '';
  private readonly saving: (() => void)[] = [];

  read = () => Promise.resolve({ turns: [], draft: this.draft, position: '' });
  append = () => Promise.resolve({ kept: true });
  savePosition = () => Promise.resolve();
  saveDraft = (_conversation: unknown, draft: string) =>
    new Promise<void>((resolve) =>
      this.saving.push(() => {
        this.draft = draft;
        resolve();
      }),
    );

  /** Of the drafts that are being written, the first one; resolves when everybody has heard of it. */
  async finish(): Promise<void> {
    const finish = this.saving.shift() ?? assert.fail('no draft is being written');
    finish();
    await new Promise(setImmediate);
  }
}

const one = conversation('7bb301ad');
const anyDraft = 'not to be lost';

describe('A draft, once its panel is closed', () => {
  const folder = useTemporaryFolder();
  let windows: SessionsUnderTest;
  beforeEach(() => {
    windows = new SessionsUnderTest(join(folder(), 'transcripts'));
  });
  afterEach(() => {
    windows.close();
  });

  async function closeWith(sessions: ChatSessions, draft: string) {
    const { session, release } = await sessions.acquire(one);
    session.draft = draft;
    release();
    return session;
  }

  it('is there when the panel is opened again at once', async () => {
    const sessions = windows.openWindow();
    await closeWith(sessions, anyDraft);
    const again = await sessions.acquire(one);
    assert.equal(again.session.draft, anyDraft);
    await sessions.settle();
  });

  it('is on disk before VS Code closes', async () => {
    const sessions = windows.openWindow();
    await windows.record().conversations.add(one);
    await closeWith(sessions, anyDraft);
    await sessions.settle();
    assert.equal((await windows.record().transcripts.read(one)).draft, anyDraft);
  });

  it('is known where the disk refuses it, and kept once it takes it again', async () => {
    const path = join(folder(), 'transcripts');
    await writeFile(path, 'a file where the folder should be');
    const record = windows.record(path);
    const sessions = windows.openWindow({ store: record.transcripts });
    await record.conversations.add(one);
    await closeWith(sessions, anyDraft);
    await sessions.settle();
    assert.equal(record.troubles.length, 1);
    assert.equal(await sessions.use(one, ({ draft }) => draft), anyDraft);
    await rm(path);
    await closeWith(sessions, `${anyDraft}!`);
    await sessions.settle();
    assert.equal((await windows.record(path).transcripts.read(one)).draft, `${anyDraft}!`);
  });

  it('ends its session once it is kept', async () => {
    const store = new SlowDisk();
    const sessions = windows.openWindow({ store });
    const first = await closeWith(sessions, anyDraft);
    await store.finish();
    const later = await sessions.acquire(one);
    assert.notEqual(later.session, first);
    assert.equal(later.session.draft, anyDraft);
  });

  it('leaves the session to whoever opens it while the draft is being written', async () => {
    const store = new SlowDisk();
    const sessions = windows.openWindow({ store });
    const first = await closeWith(sessions, anyDraft);
    const second = await sessions.acquire(one);
    await store.finish();
    const third = await sessions.acquire(one);
    assert.deepEqual([second.session === first, third.session === first], [true, true]);
    second.release();
    third.release();
    await new Promise(setImmediate);
    assert.notEqual((await sessions.acquire(one)).session, first);
  });

  it('is waited for though an earlier one, of an earlier closing, is kept', async () => {
    const store = new SlowDisk();
    const sessions = windows.openWindow({ store });
    await closeWith(sessions, 'earlier');
    const first = await closeWith(sessions, anyDraft);
    await store.finish();
    const again = await sessions.acquire(one);
    assert.equal(again.session, first);
    assert.equal(again.session.draft, anyDraft);
    again.release();
    await store.finish();
    const later = await sessions.acquire(one);
    assert.notEqual(later.session, first);
    assert.equal(later.session.draft, anyDraft);
  });

  it('that cannot be written is told of', async () => {
    const store = new SlowDisk();
    const failure = new Error('of its own');
    store.saveDraft = () => Promise.reject(failure);
    const sessions = windows.openWindow({ store });
    await closeWith(sessions, anyDraft);
    await sessions.settle();
    assert.deepEqual(windows.failures, [failure]);
  });

  it('keeps no session that could not even be read', async () => {
    const store = new SlowDisk();
    const failure = new Error('of its own');
    store.read = () => Promise.reject(failure);
    const sessions = windows.openWindow({ store });
    await assert.rejects(sessions.acquire(one), failure);
    store.read = () => Promise.resolve({ turns: [], draft: anyDraft, position: '' });
    assert.equal((await sessions.acquire(one)).session.draft, anyDraft);
  });
});
