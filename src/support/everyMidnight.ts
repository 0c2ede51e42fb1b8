import { dayOf } from '../record/dayOf';

export interface Clock {
  now: () => number;
  /** @returns what takes it back */
  after: (ms: number, action: () => void) => () => void;
}

const clockHere: Clock = {
  now: Date.now,
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Does it whenever a day begins by the clock here, with one timer to the next of them. */
export function everyMidnight(action: () => void, clock = clockHere): { dispose: () => void } {
  const wait = (): (() => void) => {
    const now = clock.now();
    return clock.after(dayOf(now).end - now, () => {
      cancel = wait();
      action();
    });
  };
  let cancel = wait();
  return {
    dispose: () => {
      cancel();
    },
  };
}
