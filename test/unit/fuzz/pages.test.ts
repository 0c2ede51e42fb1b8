import '../../support/hostModules';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Times } from '../../../src/views/conversationTexts';
import { readFromSidebar } from '../../../src/views/fromSidebar';
import { PanelChat } from '../../../src/views/panelChat';
import { useTemporaryFolder } from '../../support/temporaryFolder';
import { conversation } from '../conversations/recordUnderTest';
import { SessionsUnderTest } from '../conversations/sessionsUnderTest';
import { SidebarFormUnderTest } from '../views/sidebarFormUnderTest';
import { likeJson, patienceMs, times } from './fuzzing';

const page = 'f2a0b1c4';

/** What the page of a panel says, and what is like it. */
const fromPanel = fc
  .oneof(
    ...[
      { type: 'ready', drawing: 1 },
      { type: 'draftChanged', text: 'Hello\n' },
      { type: 'send', message: 'Hello' },
      { type: 'stop' },
      { type: 'drawn', turn: 1 },
      {
        type: 'reading',
        position: { turn: 1, isOwn: true, offset: -12.5 },
        box: { start: 0, end: 2 },
        message: { turn: 1, isOwn: false },
      },
      { type: 'older', before: 2 },
      { type: 'copyAnswer', turn: 1 },
      { type: 'copyCode', turn: 1, index: 0 },
      { type: 'showAs', turn: 1, plain: true },
      { type: 'wayOut', id: 'askAgain' },
    ].map((message) => likeJson({ ...message, page })),
  )
  .map((message) => structuredClone(message));

const fromSidebar = fc.oneof(
  ...[
    { type: 'ready' },
    { type: 'draftChanged', draft: { chatbotId: '1', userName: 'Ada', userEmail: '' } },
    { type: 'create', draft: { chatbotId: '1', userName: '', userEmail: 'a@b.c' } },
    { type: 'wayOut', id: 'tryAgain' },
    { type: 'cancel' },
  ].map((message) => likeJson(message)),
);

describe('A page that says anything', function () {
  this.timeout(patienceMs);
  const folder = useTemporaryFolder();

  it('in a panel does what a person could do, and the chat goes on', async () => {
    const windows = new SessionsUnderTest(folder());
    const stream = (_: unknown, __: string, { onText }: { onText: (text: string) => void }) => {
      onText('Hi `there`');
      return Promise.resolve('done' as const);
    };
    const one = conversation('7bb301ad');
    const { session } = await windows.openWindow({ stream }).acquire(one);
    const chat = new PanelChat(one, session, {
      ...{ isVisible: () => true, show: () => undefined, post: () => undefined },
      send: (message, onKept) => session.send(message, onKept),
      ...{ inWords: String, sendOn: () => 'enter', times: new Times('en-GB'), now: Date.now },
    });
    chat.draw();
    chat.receive({ type: 'ready', drawing: 1, page });
    let understood = 0;
    await fc.assert(
      fc.asyncProperty(fromPanel, async (said) => {
        if (chat.receive(said)) understood++;
        await session.stopped();
      }),
      times(10_000),
    );
    assert.ok(understood > 0);
    assert.equal(await session.send('Hello'), 'Hi `there`');
    assert.deepEqual(windows.failures, []);
    await session.settle();
    chat.dispose();
    windows.close();
  });

  it('in the sidebar does what a person could do, and the form goes on', async () => {
    const { form, calls } = new SidebarFormUnderTest();
    await fc.assert(
      fc.asyncProperty(fromSidebar, async (said) => {
        const message = readFromSidebar(said);
        if (message?.type === 'draftChanged' || message?.type === 'create') {
          form.type(message.draft);
          if (message.type === 'create') await form.submit();
        } else if (message?.type === 'wayOut') await form.follow(message.id);
        else if (message?.type === 'cancel') form.cancel();
        assert.ok(await form.snapshot());
      }),
      times(10_000),
    );
    for (const [, details] of calls) {
      for (const text of Object.values(details)) assert.equal(typeof text, 'string');
    }
  });
});
