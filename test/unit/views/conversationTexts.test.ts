import assert from 'node:assert/strict';
import { sandboxOrigin } from '../../../src/chatbots/chatbot';
import { conversationSummary, spokenRow, Times } from '../../../src/views/conversationTexts';
import { conversation } from '../conversations/recordUnderTest';

const at = (...[year, month, day, hour = 0, minute = 0]: number[]) =>
  new Date(year!, month! - 1, day, hour, minute).getTime();

describe('The time of a conversation', () => {
  const zone = process.env['TZ'];
  const times = () => new Times('en-GB');
  before(() => {
    // A zone whose clocks are changed: on 29 March 2026 an hour is missing, on 25 October one is
    // there twice.
    process.env['TZ'] = 'Europe/Berlin';
  });
  after(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('is of today until midnight, of yesterday until the next', () => {
    const now = at(2026, 3, 3, 14, 3);
    assert.equal(times().dayOf(now, now), 'Today');
    assert.equal(times().dayOf(at(2026, 3, 3), now), 'Today');
    assert.equal(times().dayOf(at(2026, 3, 2, 23, 59), now), 'Yesterday');
    assert.equal(times().dayOf(at(2026, 3, 2), now), 'Yesterday');
    assert.equal(times().dayOf(at(2026, 3, 1, 23, 59), now), '1 Mar 2026');
  });

  it('is of yesterday over the end of a month and of a year', () => {
    assert.equal(times().dayOf(at(2026, 2, 28, 12), at(2026, 3, 1, 12)), 'Yesterday');
    assert.equal(times().dayOf(at(2025, 12, 31, 23, 59), at(2026, 1, 1)), 'Yesterday');
  });

  it('is of yesterday over days of 23 and 25 hours as well', () => {
    for (const [month, day] of [
      [3, 29],
      [10, 25],
    ] as const) {
      assert.equal(times().dayOf(at(2026, month, day), at(2026, month, day, 23, 59)), 'Today');
      const next = at(2026, month, day + 1, 0, 30);
      assert.equal(times().dayOf(at(2026, month, day, 0, 30), next), 'Yesterday');
      const before = at(2026, month, day - 1, 23, 30);
      assert.equal(times().dayOf(before, at(2026, month, day, 23, 30)), 'Yesterday');
      assert.notEqual(times().dayOf(before, next), 'Yesterday');
    }
  });

  it('is a date where the clock was ahead when it was created', () => {
    assert.equal(times().dayOf(at(2026, 3, 5), at(2026, 3, 3, 14, 3)), '5 Mar 2026');
  });

  it('is written with day and time, and in full where that is asked for', () => {
    const created = at(2026, 3, 3, 14, 3);
    assert.equal(times().time(created), '14:03');
    assert.match(new Times('en-US').time(created), /^2:03\sPM$/);
    assert.equal(times().dayAndTime(created, created), 'Today 14:03');
    assert.match(times().absolute(created), /^Tuesday,? 3 March 2026 at 14:03:00/);
  });

  it('is written in the language of VS Code, whichever that is', () => {
    const created = at(2026, 3, 3, 14, 3);
    assert.match(new Times('de').absolute(created), /^Dienstag, 3\. März 2026/);
    for (const language of ['en', 'zh-cn', 'pt-br', 'qps-ploc', 'tr', 'he']) {
      assert.match(new Times(language).time(created), /\d/, language);
    }
  });
});

describe('A conversation in one line', () => {
  it('is its chatbot, its user and its time', () => {
    const named = conversation('1', { userName: 'Ada Lovelace' });
    assert.equal(conversationSummary(named, '14:03'), 'Support bot · Ada Lovelace · 14:03');
    const bare = conversation('1', { chatbot: { origin: 'https://a', id: '123456' } });
    assert.equal(conversationSummary(bare, '14:03'), '123456 · Anonymous · 14:03');
  });

  it('keeps its parts in their places, whatever is in one of them', () => {
    const chatbot = { origin: 'https://a', id: '1', name: 'בוט 7' };
    const user = { chatbot, userName: '\u202e7 · 41:20\n' };
    assert.equal(
      conversationSummary(conversation('1', user), '14:03'),
      '\u2068בוט 7\u2069 · 7 · 41:20 · 14:03',
    );
  });

  it('begins with "Sandbox" where it is of the sandbox, whatever the chatbot is called', () => {
    const chatbot = { origin: sandboxOrigin, id: 'sandbox-support', name: 'Demo bot' };
    const summary = conversationSummary(conversation('1', { chatbot }), '14:03');
    assert.equal(summary, 'Sandbox · Demo bot · Anonymous · 14:03');
  });
});

describe('What a screen reader says of a conversation', () => {
  const recorded = { ...conversation('1', { userName: 'Ada' }), isPinned: false, row: 1 };

  it('is its title, its chatbot, its user, and its day and time', () => {
    const spoken = spokenRow({ ...recorded, greeting: 'Hello' }, 'Today 14:03');
    assert.equal(spoken, 'Hello, Support bot, Ada, Today 14:03');
  });

  it('is also that it is pinned, and its note', () => {
    const more = { title: 'Refund', isPinned: true, note: 'Call back' };
    const spoken = spokenRow({ ...recorded, ...more }, 'Today 14:03');
    assert.equal(spoken, 'Refund, Support bot, Ada, Today 14:03, pinned, note: Call back');
  });
});
