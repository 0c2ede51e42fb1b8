import { equal } from 'node:assert/strict';
import { describeFailing } from './support/failingCase';
import { failingJourneys } from './support/failingJourneys';
import { apiBaseUrlOf } from './support/useUserdesk';
import { useFailingCreations } from './support/useFailingCreations';

const badBaseUrls = [
  ['http://example.com/v1', 'is not an https address'],
  ['https://ada:secret@example.com/v1', 'has a user name or password in it'],
  ['https://example.com/v1?version=2', 'has a query (the part from "?" on)'],
] as const;

describe('A creation that fails on the way to Userdesk', () => {
  const creations = useFailingCreations();

  for (const journey of failingJourneys) describeFailing(journey, creations);

  it('says what is wrong with an address of the API, and Open Settings leads to it', async () => {
    const { settingsEditor, userdesk } = creations();
    const setting = 'userdesk.apiBaseUrl';
    creations().forgetRequests();
    await settingsEditor.openAt(setting);
    for (const [baseUrl, problem] of badBaseUrls) {
      await settingsEditor.type(setting, baseUrl);
      await settingsEditor.close();
      await creations().create();
      await creations().told(`The setting userdesk.apiBaseUrl ${problem}.`, ['Open Settings']);
      await creations().press('Open Settings');
      equal(await settingsEditor.firstSetting(), setting);
    }
    await settingsEditor.type(setting, apiBaseUrlOf(userdesk));
    await settingsEditor.close();
    await creations().create();
    await creations().created();
    equal(creations().requests.length, 1);
  });

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
