import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { json, silence } from '../support/replies';
import { createFromPalette } from './support/creationPrompts';
import { failingAnswers } from './support/failingAnswers';
import { describeFailing } from './support/failingCase';
import { apiKey, details, supportBot } from './support/failingCreations';
import { useFailingCreations } from './support/useFailingCreations';

/** VS Code would make a link of it that runs a command. */
const trap = { id: '777002', name: 'Free [beer](command:workbench.action.toggleZenMode)' };

describe('A creation that fails at Userdesk', () => {
  const creations = useFailingCreations({ chatbots: [trap] });

  for (const answer of failingAnswers) describeFailing(answer, creations);

  it('can be tried again with what was typed', async () => {
    const typed = { userName: 'Grace Hopper', userEmail: 'grace@example.com' };
    const { workbench, userdesk } = creations();
    creations().forgetRequests();
    userdesk.reply = json({}, 500);
    await createFromPalette(workbench, { chatbotId: supportBot.id, ...typed });
    await workbench.notifications.waitFor('internal error (500)');
    creations().recover();
    await creations().press('Try Again');
    await creations().created();
    const bodies = userdesk.requests.map(({ body }) => JSON.parse(body) as unknown);
    deepEqual(bodies, [typed, typed]);
  });

  it('shows the name of a chatbot as it is, and no link', async () => {
    const { workbench, userdesk } = creations();
    const { notifications } = workbench;
    userdesk.reply = silence;
    await createFromPalette(workbench, { chatbotId: trap.id, apiKey });
    await notifications.waitFor('Free [beer]');
    equal(await notifications.all.locator('.notification-list-item-message a').count(), 0);
    await notifications.press('Free [beer]', 'Cancel');
  });

  describe('leaves a log', () => {
    it('without keys, names and e-mail addresses', () => {
      const log = creations().log.text();
      match(log, /→ 401 in \d+ ms/);
      const secrets = [apiKey, 'another-key-', 'key-of-the-sales', ...Object.values(details)];
      for (const secret of secrets) ok(!log.includes(secret), secret);
    });

    it('without stacks and what Userdesk wrote', () => {
      const log = creations().log.text();
      ok(!/^\s+at /m.test(log), log);
      ok(!/Service Unavailable|quota|\[object/.test(log), log);
    });
  });
});
