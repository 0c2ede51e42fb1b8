import { equal } from 'node:assert/strict';
import type { FailingCreations } from './failingCreations';
import { wayOut } from './failingWaysOut';

type Step = (creations: FailingCreations) => void | Promise<void>;

/** One way for a creation to fail, and what a person is told about it. */
export interface FailingCase {
  /** Goes on after "because". */
  readonly when: string;
  /** What lasts for all tests of this case, and its end before one that goes well. */
  readonly arrange?: Step;
  readonly restore?: Step;
  /** Makes the next creation fail. */
  readonly fail?: Step;
  /** Lets those after it go well; `restore` may still be needed for that. */
  readonly recover?: Step;
  readonly says: string | ((creations: FailingCreations) => string);
  /** The buttons in their order. */
  readonly offers: readonly string[];
  /** Those to be used; all of them if left out. */
  readonly uses?: readonly string[];
  /** How many requests Userdesk gets; one if left out. */
  readonly sends?: number;
  /** What the log has in the place of the status. */
  readonly logs?: number | 'no answer';
}

export const mayHave = 'The conversation may have been created all the same.';

/** The tests of one case; `creations` has a key that is stored. */
export function describeFailing(failing: FailingCase, creations: () => FailingCreations): void {
  const { when, says, offers, uses = offers, sends = 1, logs } = failing;

  const fail = async () => {
    creations().forgetRequests();
    await failing.fail?.(creations());
    await creations().create();
    await creations().told(typeof says === 'string' ? says : says(creations()), offers);
    equal(creations().requests.length, sends);
  };

  const recover = async () => {
    creations().recover();
    await failing.recover?.(creations());
  };

  describe(`because ${when}`, () => {
    before(() => failing.arrange?.(creations()));

    for (const button of uses) {
      it(`says so, and ${button} leads on`, async () => {
        const { follow, requests } = wayOut(button);
        await fail();
        await recover();
        await creations().press(button);
        await follow(creations(), `POST ${creations().url} → ${String(logs)}`);
        // Nothing was sent but what was asked for.
        equal(creations().requests.length, sends + requests);
      });
    }
    if (uses.length === 0) {
      it('says so', async () => {
        await fail();
        await recover();
        await creations().workbench.notifications.dismissAll();
      });
    }
    // Some buttons have shown by now that the next one goes well.
    if (!uses.some((button) => wayOut(button).requests > 0)) {
      it('does no harm to the next one', async () => {
        await failing.restore?.(creations());
        creations().forgetRequests();
        await creations().create();
        await creations().created();
        equal(creations().requests.length, 1);
      });
    }
  });
}
