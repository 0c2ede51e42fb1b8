import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFromPanel, readPanelState } from '../../../src/views/fromPanel';

describe('What the page of a panel sends', () => {
  const page = 'f2a0b1c4';
  for (const message of [
    { type: 'ready', drawing: 2 },
    { type: 'copyConversationId' },
    { type: 'draftChanged', text: 'Hello\n' },
    { type: 'send', message: 'Hello' },
    { type: 'stop' },
    { type: 'drawn', turn: 3 },
    { type: 'reading' },
    {
      type: 'reading',
      position: { turn: 3, isOwn: true, offset: -12.5 },
      box: { start: 0, end: 2 },
      message: { turn: 3, isOwn: false },
    },
    { type: 'older', before: 12 },
    { type: 'copyAnswer', turn: 3 },
    { type: 'copyCode', turn: 3, index: 0 },
    { type: 'showAs', turn: 3, plain: true },
    { type: 'wayOut', id: 'askAgain' },
  ]) {
    it(`is understood: ${message.type}`, () => {
      const said = { ...message, page };
      assert.deepEqual(readFromPanel(said), said);
    });
  }

  it('carries no address, command or key, whatever else is put into it', () => {
    const more = { url: 'https://example.com', command: 'x', apiKey: 'k', args: [] };
    assert.deepEqual(readFromPanel({ type: 'send', message: 'Hello', page, ...more }), {
      ...{ type: 'send', message: 'Hello', page },
    });
  });

  it('is understood though it is too long for the box or to be sent: whoever sends it is told', () => {
    const long = 'x'.repeat(60_000);
    for (const message of [
      { type: 'draftChanged', text: long },
      { type: 'send', message: `${long}x` },
    ]) {
      assert.ok(readFromPanel({ ...message, page }));
    }
  });

  it('is nothing where it is anything else', () => {
    for (const message of [
      ...[undefined, null, 7, 'ready', [], {}, { type: 'run' }, { type: 'drawn' }],
      ...[
        { type: 'stop', page: 7 },
        { type: 'stop', page: 'x'.repeat(101) },
      ],
      ...[null, {}, { turn: 1, isOwn: true, offset: NaN }].map((position) => ({
        type: 'reading',
        position,
      })),
      ...[-1, 1.5, Infinity, NaN, '1', null].map((turn) => ({ type: 'copyAnswer', turn })),
      { type: 'send', message: { toString: 'Hello' } },
      { type: 'draftChanged', text: 'x'.repeat(60_001) },
      { type: 'wayOut', id: 'workbench.action.quit' },
      { type: 'showAs', turn: 1, plain: 'yes' },
    ]) {
      assert.equal(
        readFromPanel(named(message)),
        undefined,
        (JSON.stringify(message) as string | undefined)?.slice(0, 80),
      );
    }
    fc.assert(
      fc.property(fc.anything(), (message) => {
        assert.equal(readFromPanel(message), undefined);
      }),
    );
  });
});

/** In the name of a page, where it can be: unless it names one itself. */
function named(message: unknown): unknown {
  return typeof message === 'object' ? Object.assign({ page: 'f2a0b1c4' }, message) : message;
}

describe('What VS Code kept of the page of a panel', () => {
  it('is an ID and whose it is, or the ID alone of an older version', () => {
    const state = { conversationId: '7bb301ad', origin: 'https://api.userdesk.io' };
    assert.deepEqual(readPanelState({ ...state, more: 1 }), state);
    const older = { conversationId: '7bb301ad' };
    assert.deepEqual(readPanelState(older), older);
    for (const other of [undefined, null, 7, {}, { conversationId: 7 }, { ...older, origin: 7 }]) {
      assert.equal(readPanelState(other), undefined);
    }
  });
});
