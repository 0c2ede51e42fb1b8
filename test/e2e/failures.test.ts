import { equal, match, ok } from 'node:assert/strict';
import { failingAnswers } from './support/failingAnswers';
import { apiKey, details, FailingCreations, settings } from './support/failingCreations';
import { waysOut } from './support/failingWaysOut';
import { useUserdesk } from './support/useUserdesk';

describe('A creation that fails at Userdesk', () => {
  const { workbench, userdesk } = useUserdesk({ settings });
  let creations: FailingCreations;

  before('with a key that is stored', async () => {
    creations = new FailingCreations(workbench(), userdesk());
    await creations.create({ apiKey });
    await creations.created();
  });

  for (const { when, reply, says, offers, logs, uses = offers } of failingAnswers) {
    describe(`because ${when}`, () => {
      const fail = async () => {
        creations.fail(reply);
        await creations.create();
        await creations.told(says.replace('{host}', creations.host), offers);
        equal(creations.requests.length, 1);
        creations.recover();
      };
      const nextGoesWell = async (requestsBefore: number) => {
        await creations.create();
        await creations.created();
        // Nothing was sent but what was asked for.
        equal(creations.requests.length, requestsBefore + 1);
      };

      if (uses.length === 0) {
        it('says so, and the next one goes well', async () => {
          await fail();
          await creations.workbench.notifications.dismissAll();
          await nextGoesWell(1);
        });
      }
      for (const button of uses) {
        it(`says so, and ${button} leads on`, async () => {
          const way = waysOut[button];
          ok(way, button);
          await fail();
          await creations.press(button);
          const { origin } = creations.userdesk;
          await way.leads(creations, `POST ${origin}/v1/chatbot/123456/conversation → ${logs}`);
          await nextGoesWell(way.creates ? 2 : 1);
        });
      }
    });
  }

  it('leaves keys, names and addresses out of the log', () => {
    const log = creations.log.text();
    match(log, /→ 401 in \d+ ms/);
    for (const secret of [apiKey, 'another-key-', 'key-of-the-sales', ...Object.values(details)]) {
      ok(!log.includes(secret), secret);
    }
  });
});
