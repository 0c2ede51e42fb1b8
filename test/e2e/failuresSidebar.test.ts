import { equal } from 'node:assert/strict';
import { silence } from '../support/replies';
import { failingAnswers } from './support/failingAnswers';
import { FailingForm } from './support/failingForm';
import { apiBaseUrlOf } from './support/useUserdesk';
import { useFailingCreations } from './support/useFailingCreations';

/** "Replace API Key", as controls in a page are written. */
function sentenceCase(title: string): string {
  return title.replace(/(?<= )(?!API)\w+/g, (word) => word.toLowerCase());
}

describe('A creation that fails in the sidebar', () => {
  const creations = useFailingCreations();
  let form: FailingForm;

  before(async () => {
    form = new FailingForm(creations());
    await form.open();
    await form.fill();
  });

  /** Follows a button to the next conversation. */
  async function follow(button: string, exchange: string): Promise<void> {
    await form.press(button);
    switch (button) {
      case 'Try again':
        return form.created();
      case 'Replace API key':
        await form.answerKey('another-key-0123456789');
        return form.created();
      case 'Choose another chatbot':
        await form.choseNoChatbot();
        break;
      case 'Show log':
        await creations().log.waitForExchange(exchange);
        await creations().log.close();
        break;
    }
    await form.submit();
    return form.created();
  }

  // The rows with `uses` are variations of those without.
  for (const { when, says, offers, fail, logs } of failingAnswers.filter(({ uses }) => !uses)) {
    const buttons = offers.map(sentenceCase);
    for (const button of buttons) {
      it(`because ${when} says so in place, and ${button} leads on`, async () => {
        creations().forgetRequests();
        await fail?.(creations());
        await form.submit();
        await form.told(typeof says === 'string' ? says : says(creations()), buttons);
        equal(creations().requests.length, 1);
        creations().recover();
        await follow(button, `POST ${creations().url} → ${String(logs)}`);
        equal(creations().requests.length, 2);
      });
    }
  }

  it('because nobody answers in time leads to the setting', async () => {
    const { settingsEditor, userdesk } = creations();
    await creations().set('userdesk.requestTimeout', 1);
    userdesk.reply = silence;
    await form.submit();
    await form.told(
      'Userdesk did not answer within 1 second. ' +
        'The conversation may have been created all the same.',
      ['Try again', 'Change time-out'],
    );
    await form.press('Change time-out');
    equal(await settingsEditor.firstSetting(), 'userdesk.requestTimeout');
    await settingsEditor.type('userdesk.requestTimeout', 30);
    await settingsEditor.close();
    creations().recover();
    await form.press('Try again');
    await form.created();
  });

  it('because of the address of the API leads to the setting', async () => {
    const { settingsEditor, userdesk } = creations();
    await creations().set('userdesk.apiBaseUrl', 'http://example.com/v1');
    await form.submit();
    await form.told('The setting userdesk.apiBaseUrl is not an https address.', ['Open settings']);
    await form.press('Open settings');
    equal(await settingsEditor.firstSetting(), 'userdesk.apiBaseUrl');
    await settingsEditor.type('userdesk.apiBaseUrl', apiBaseUrlOf(userdesk));
    await settingsEditor.close();
    await form.submit();
    await form.created();
  });
});
