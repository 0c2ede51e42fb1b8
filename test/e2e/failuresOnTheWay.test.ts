import { equal } from 'node:assert/strict';
import { describeFailing } from './support/failingCase';
import { failingJourneys } from './support/failingJourneys';
import { useFailingCreations } from './support/useFailingCreations';

describe('A creation that fails on the way to Userdesk', () => {
  const creations = useFailingCreations();

  for (const journey of failingJourneys) describeFailing(journey, creations);

  it('does not fail because a connection was closed since the one before', async () => {
    creations().forgetRequests();
    await creations().create();
    await creations().created();
    await creations().userdesk.closeConnections();
    await creations().create();
    await creations().created();
    equal(creations().requests.length, 2);
  });
});
