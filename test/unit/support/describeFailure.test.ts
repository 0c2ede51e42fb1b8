import assert from 'node:assert/strict';
import { waysOut as allWaysOut } from '../../../src/shared/failureView';
import {
  describeFailure,
  toFailureView,
  wayOutTitles,
  type FailureSubject,
} from '../../../src/support/describeFailure';
import { created, rows } from './failureTable';

const subject: FailureSubject = {
  chatbot: { id: '123456', name: 'Support bot' },
  request: 'conversation',
};
const ofMessage: FailureSubject = { ...subject, request: 'message' };

describe('A failure', () => {
  for (const [failure, sentence, ...titles] of rows) {
    it(`is told in these words: ${sentence}`, () => {
      const { message, waysOut } = describeFailure(failure, subject);
      assert.equal(message, sentence);
      assert.deepEqual(
        waysOut.map((id) => wayOutTitles[id]),
        titles,
      );
    });
  }

  it('of a message says of the message what may have happened all the same', () => {
    for (const [failure, sentence] of rows) {
      if (failure.code === 'chatbotNotFound') continue;
      const { message } = describeFailure(failure, ofMessage);
      const arrived = 'The message may have arrived all the same.';
      assert.equal(message, sentence.replace(created, arrived));
    }
  });

  it('of a message that is 404 may be about the conversation as well', () => {
    const { message } = describeFailure({ code: 'chatbotNotFound' }, ofMessage);
    assert.equal(message, 'Userdesk knows no chatbot 123456, or not this conversation.');
  });

  it('of a message leaves its text one click from being sent, after the other ways out', () => {
    const sending = ['Try Again', 'Ask Again', 'Set API Key', 'Replace API Key'];
    const neverSent = [
      'conversationBusy',
      'conversationBusyElsewhere',
      'answerStopped',
      'invalidArgument',
    ];
    for (const [failure, , ...titles] of rows) {
      const isFine =
        neverSent.includes(failure.code) || titles.some((title) => sending.includes(title));
      assert.deepEqual(
        describeFailure(failure, ofMessage).waysOut.map((id) => wayOutTitles[id]),
        isFine ? titles : [...titles, 'Try Again'],
        failure.code,
      );
    }
  });

  it('names the chatbot by its ID where it has no name, in quotes as well', () => {
    const unnamed: FailureSubject = { ...subject, chatbot: { id: '123456' } };
    const { message } = describeFailure({ code: 'missingApiKey' }, unnamed);
    assert.equal(message, 'Userdesk needs an API key for "123456".');
  });

  it('is told without raised voices, and ends with a full stop', () => {
    for (const [failure] of rows) {
      const { message } = describeFailure(failure, subject);
      assert.match(message, /^[A-Za-z].*\.$/);
      assert.doesNotMatch(message, /!|oops|\[object|undefined|NaN/i);
    }
  });

  it('has at most two ways out', () => {
    for (const [failure] of rows) {
      assert.ok(describeFailure(failure, subject).waysOut.length <= 2, failure.code);
    }
  });
});

describe('The ways out of a failure', () => {
  it('are the same in a page, in sentence case', () => {
    const labels = new Map(
      rows.flatMap(([failure]) => {
        const { waysOut } = toFailureView(describeFailure(failure, subject));
        return waysOut.map(({ id, label }) => [id, label] as const);
      }),
    );
    assert.deepEqual(Object.fromEntries(labels), {
      setApiKey: 'Set API key',
      replaceApiKey: 'Replace API key',
      chooseAnotherChatbot: 'Choose another chatbot',
      tryAgain: 'Try again',
      askAgain: 'Ask again',
      changeTimeout: 'Change time-out',
      proxySettings: 'Proxy settings',
      baseUrlSetting: 'Open settings',
      userEmailSetting: 'Open settings',
      showLog: 'Show log',
    });
  });

  it('are all in use, and those of one failure are told apart by their titles', () => {
    assert.deepEqual(Object.keys(wayOutTitles).sort(), [...allWaysOut].sort());
    for (const [failure] of rows) {
      const { waysOut } = describeFailure(failure, ofMessage);
      assert.equal(new Set(waysOut.map((id) => wayOutTitles[id])).size, waysOut.length);
    }
  });

  it('keep their order and the message on the way to a page', () => {
    for (const [failure, sentence] of rows) {
      const description = describeFailure(failure, subject);
      const view = toFailureView(description);
      assert.equal(view.message, sentence);
      assert.deepEqual(
        view.waysOut.map(({ id }) => id),
        description.waysOut,
      );
    }
  });
});
