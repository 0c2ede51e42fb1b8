import assert from 'node:assert/strict';
import type { Conversation } from '../../../src/conversations/conversation';
import { conversation } from '../conversations/recordUnderTest';
import { SidebarFormUnderTest } from './sidebarFormUnderTest';

const origin = 'https://api.userdesk.io';

describe('The form of the sidebar, submitted', () => {
  let sidebar: SidebarFormUnderTest;
  let answer: (result: Conversation | 'cancelled') => void;
  beforeEach(() => {
    sidebar = new SidebarFormUnderTest();
    sidebar.settings.chatbots = [{ id: '123456', name: 'Support bot' }];
  });

  /** From now on a creation takes until `answer` is called. */
  function waitForAnswers(): void {
    sidebar.create = () => new Promise((resolve) => (answer = resolve));
  }

  it('creates with what was typed and the time-out that is set', async () => {
    await sidebar.type({ chatbotId: '123456', userName: 'Ada', userEmail: 'ada@example.com' });
    sidebar.settings.requestTimeoutMs = 5000;
    await sidebar.form.submit();
    const [[chatbot, details, options] = assert.fail('not called')] = sidebar.calls;
    assert.deepEqual(chatbot, { origin, id: '123456', name: 'Support bot' });
    assert.deepEqual(details, { userName: 'Ada', userEmail: 'ada@example.com' });
    assert.equal(options.timeoutMs, 5000);
  });

  it('understands a pasted address', async () => {
    await sidebar.type({ chatbotId: ` ${origin}/v1/chatbot/123456/conversation ` });
    await sidebar.form.submit();
    assert.equal(sidebar.calls[0]?.[0].id, '123456');
  });

  it('shows the conversation and keeps its user for the next time', async () => {
    await sidebar.type({ chatbotId: '123456' });
    await sidebar.form.submit();
    assert.deepEqual(
      sidebar.presented.map(({ id }) => id),
      ['7bb301ad'],
    );
    assert.deepEqual(sidebar.lastUser.get(), { userName: 'Ada' });
    const { creating, failure, notice } = await sidebar.form.snapshot();
    assert.deepEqual(
      { creating, failure, notice },
      {
        creating: false,
        failure: undefined,
        notice: undefined,
      },
    );
  });

  it('shows the conversation though its user cannot be kept', async () => {
    sidebar.notes.before = () => Promise.reject(new Error('disk full'));
    await sidebar.type({ chatbotId: '123456' });
    await sidebar.form.submit().catch(() => undefined);
    assert.equal(sidebar.presented.length, 1);
  });

  it('is busy until the answer comes, and asks once however often it is submitted', async () => {
    waitForAnswers();
    await sidebar.type({ chatbotId: '123456' });
    const submitted = sidebar.form.submit();
    assert.equal((await sidebar.form.snapshot()).creating, true);
    await sidebar.form.submit();
    answer(conversation('7bb301ad'));
    await submitted;
    assert.equal(sidebar.calls.length, 1);
    assert.equal((await sidebar.form.snapshot()).creating, false);
  });

  it('can be submitted again afterwards', async () => {
    await sidebar.type({ chatbotId: '123456' });
    await sidebar.form.submit();
    await sidebar.form.submit();
    assert.equal(sidebar.calls.length, 2);
  });

  it('is cancelled quietly, with a word on what Userdesk may have done', async () => {
    waitForAnswers();
    await sidebar.type({ chatbotId: '123456' });
    const submitted = sidebar.form.submit();
    const signal = sidebar.calls[0]?.[2].signal;
    assert.equal(signal?.aborted, false);
    sidebar.form.cancel();
    assert.equal(signal.aborted, true);
    answer('cancelled');
    await submitted;
    const { creating, notice, failure } = await sidebar.form.snapshot();
    assert.equal(creating, false);
    assert.equal(notice, 'Cancelled. Userdesk may still have created the conversation.');
    assert.equal(failure, undefined);
    assert.deepEqual(sidebar.presented, []);
  });

  it('shows a conversation that came just before it was cancelled', async () => {
    waitForAnswers();
    await sidebar.type({ chatbotId: '123456' });
    const submitted = sidebar.form.submit();
    sidebar.form.cancel();
    answer(conversation('7bb301ad'));
    await submitted;
    assert.equal(sidebar.presented.length, 1);
    assert.equal((await sidebar.form.snapshot()).notice, undefined);
  });

  it('forgets the last outcome when it is submitted again', async () => {
    await sidebar.type({ chatbotId: '123456' });
    sidebar.create = () => Promise.resolve('cancelled');
    await sidebar.form.submit();
    waitForAnswers();
    const submitted = sidebar.form.submit();
    assert.equal((await sidebar.form.snapshot()).notice, undefined);
    answer('cancelled');
    await submitted;
  });

  it('may be cancelled while nothing is under way', () => {
    sidebar.form.cancel();
    assert.deepEqual(sidebar.calls, []);
  });

  it('refuses in place what cannot be right, and sends nothing', async () => {
    await sidebar.type({ chatbotId: '', userEmail: 'ada' });
    await sidebar.form.submit();
    const { fieldErrors } = await sidebar.form.snapshot();
    assert.equal(fieldErrors.chatbotId, 'Enter a chatbot ID.');
    assert.match(fieldErrors.userEmail ?? '', /not an e-mail address/);
    assert.deepEqual(sidebar.calls, []);
  });

  it('takes each complaint back as soon as it is met', async () => {
    await sidebar.type({ chatbotId: '', userEmail: 'ada' });
    await sidebar.form.submit();
    await sidebar.type({ userEmail: 'ada@example.com' });
    assert.deepEqual(Object.keys((await sidebar.form.snapshot()).fieldErrors), ['chatbotId']);
    await sidebar.type({ chatbotId: '123456' });
    assert.deepEqual((await sidebar.form.snapshot()).fieldErrors, {});
  });
});
