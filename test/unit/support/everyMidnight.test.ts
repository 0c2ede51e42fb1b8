import assert from 'node:assert/strict';
import { everyMidnight } from '../../../src/support/everyMidnight';

describe('What is done every midnight', () => {
  it('is done when each day begins, however long the day, with one timer, until it is disposed of', () => {
    // Among them are days of 23 and of 25 hours where clocks are changed.
    for (const month of [2, 9]) {
      let now = new Date(2026, month, 20, 23, 30).getTime();
      const timers = new Set<{ at: number; action: () => void }>();
      const begun: string[] = [];
      const each = everyMidnight(() => begun.push(new Date(now).toString()), {
        now: () => now,
        after: (ms, action) => {
          const timer = { at: now + ms, action };
          timers.add(timer);
          return () => timers.delete(timer);
        },
      });
      for (let day = 1; day <= 14; day++) {
        const [next, ...others] = timers;
        assert.ok(next);
        assert.deepEqual(others, []);
        timers.delete(next);
        now = next.at;
        next.action();
        assert.equal(begun.length, day);
        assert.equal(begun.at(-1), new Date(2026, month, 20 + day).toString());
      }
      each.dispose();
      assert.equal(timers.size, 0);
    }
  });
});
