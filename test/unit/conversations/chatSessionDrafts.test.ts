import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChatSessions } from '../../../src/conversations/chatSessions';
import type { TranscriptStore } from '../../../src/conversations/transcriptStore';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation } from './recordUnderTest';
import { SessionsUnderTest } from './sessionsUnderTest';

/** A disk that keeps or refuses each draft when the test says so. */
class SlowDisk implements TranscriptStore {
  draft = '';
  private readonly saving: ((isKept: boolean) => void)[] = [];

  read = () => Promise.resolve({ turns: [], draft: this.draft });
  append = () => Promise.resolve(true);
  saveDraft = (_conversation: unknown, draft: string) =>
    new Promise<boolean>((resolve) =>
      this.saving.push((isKept) => {
        if (isKept) this.draft = draft;
        resolve(isKept);
      }),
    );

  /** Of the drafts that are being written, the first one; resolves when everybody has heard of it. */
  async finish(isKept: boolean): Promise<void> {
    const finish = this.saving.shift() ?? assert.fail('no draft is being written');
    finish(isKept);
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
    await closeWith(sessions, anyDraft);
    await sessions.settle();
    assert.equal((await windows.files().read(one)).draft, anyDraft);
  });

  it('is known where the disk refused it, and kept with the next one', async () => {
    const sessions = windows.openWindow();
    await writeFile(join(folder(), 'transcripts'), 'a file where the folder should be');
    const first = await closeWith(sessions, anyDraft);
    await sessions.settle();
    assert.equal(first.isNotKept, true);
    const again = await sessions.acquire(one);
    assert.equal(again.session.draft, anyDraft);
    await rm(join(folder(), 'transcripts'));
    again.session.draft = `${anyDraft}!`;
    again.release();
    await sessions.settle();
    assert.equal(first.isNotKept, false);
    assert.equal((await windows.files().read(one)).draft, `${anyDraft}!`);
  });

  it('ends its session once it is kept', async () => {
    const store = new SlowDisk();
    const sessions = windows.openWindow({ store });
    const first = await closeWith(sessions, anyDraft);
    await store.finish(true);
    const later = await sessions.acquire(one);
    assert.notEqual(later.session, first);
    assert.equal(later.session.draft, anyDraft);
  });

  it('leaves the session to whoever opens it while the draft is being written', async () => {
    const store = new SlowDisk();
    const sessions = windows.openWindow({ store });
    const first = await closeWith(sessions, anyDraft);
    const second = await sessions.acquire(one);
    await store.finish(true);
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
    await store.finish(true);
    const again = await sessions.acquire(one);
    assert.equal(again.session, first);
    assert.equal(again.session.draft, anyDraft);
    again.release();
    await store.finish(true);
    const later = await sessions.acquire(one);
    assert.notEqual(later.session, first);
    assert.equal(later.session.draft, anyDraft);
  });

  it('is not kept where an earlier one is and the last is refused', async () => {
    const store = new SlowDisk();
    const sessions = windows.openWindow({ store });
    await closeWith(sessions, 'earlier');
    const first = await closeWith(sessions, anyDraft);
    await store.finish(true);
    await store.finish(false);
    assert.equal(first.isNotKept, true);
    assert.equal((await sessions.acquire(one)).session, first);
  });

  it('is kept where an earlier one is refused and the last is not', async () => {
    const store = new SlowDisk();
    const sessions = windows.openWindow({ store });
    await closeWith(sessions, 'earlier');
    const first = await closeWith(sessions, anyDraft);
    await store.finish(false);
    await store.finish(true);
    assert.equal(first.isNotKept, false);
    assert.notEqual((await sessions.acquire(one)).session, first);
  });

  it('is known where what should write it fails, which is told', async () => {
    const store = new SlowDisk();
    const failure = new Error('of its own');
    store.saveDraft = () => Promise.reject(failure);
    const sessions = windows.openWindow({ store });
    const first = await closeWith(sessions, anyDraft);
    await sessions.settle();
    assert.deepEqual(windows.failures, [failure]);
    const again = await sessions.acquire(one);
    assert.equal(again.session, first);
    assert.equal(again.session.draft, anyDraft);
  });

  it('keeps no session that could not even be read', async () => {
    const store = new SlowDisk();
    const failure = new Error('of its own');
    store.read = () => Promise.reject(failure);
    const sessions = windows.openWindow({ store });
    await assert.rejects(sessions.acquire(one), failure);
    store.read = () => Promise.resolve({ turns: [], draft: anyDraft });
    assert.equal((await sessions.acquire(one)).session.draft, anyDraft);
  });
});
