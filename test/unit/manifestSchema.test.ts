import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { readChatbotList } from '../../src/chatbots/configuredChatbots';
import { sandboxChatbots } from '../../src/sandbox/chatbots';
import { properties, type Setting } from './manifest';

/** Judges a value as the settings editor does; what only an editor knows is passed over. */
function judge(setting: Setting | undefined): (value: unknown) => boolean {
  const validate = new Ajv({ unknownFormats: 'ignore' }).compile(setting ?? assert.fail());
  return (value) => validate(value) === true;
}

describe('The schema of userdesk.chatbots', () => {
  const accepts = judge(properties['userdesk.chatbots']);

  const ids: unknown[] = [
    '123456',
    123456,
    0,
    'a1B2-c3_d4',
    'チャットボット',
    ' 123456 ',
    'sandbox',
    'my-sandbox-1',
  ];
  for (const id of [...ids, '...', '.a', ...sandboxChatbots.map((chatbot) => chatbot.id)]) {
    it(`takes the ID ${JSON.stringify(id)}, and so does the code`, () => {
      assert.ok(accepts([{ id }]));
      assert.ok(accepts([{ id, name: 'Support bot' }]));
      assert.deepEqual(readChatbotList([{ id }]), [{ id: String(id).trim() }]);
    });
  }

  const notIds: unknown[] = [
    '',
    ' ',
    'a b',
    'a/b',
    '/',
    '.',
    '..',
    ' .. ',
    'a\nb',
    'sandbox-',
    'sandbox-mine',
  ];
  for (const id of [...notIds, ' sandbox-mine', '12\u200b34', '12\u000034', true, null, [], {}]) {
    it(`complains of the ID ${JSON.stringify(id)}, which the code passes over`, () => {
      assert.ok(!accepts([{ id }]));
      assert.deepEqual(readChatbotList([{ id }]), []);
    });
  }

  it('takes an empty list, and several', () => {
    assert.ok(accepts([]));
    assert.ok(accepts([{ id: '1' }, { id: '2', name: 'Two' }]));
  });

  it('complains of what is no list of chatbots', () => {
    for (const value of ['123456', { id: '1' }, ['123456'], [{}], [{ name: 'Nameless' }], [null]]) {
      assert.ok(!accepts(value), JSON.stringify(value));
    }
  });

  it('complains of a name that is no text, and of a misspelt or misplaced property', () => {
    for (const extra of [{ name: 7 }, { nmae: 'Support bot' }, { apiKey: 'uk-0123456789' }]) {
      assert.ok(!accepts([{ id: '1', ...extra }]), JSON.stringify(extra));
    }
  });

  it('offers the chatbots of the sandbox, all of them and no other', () => {
    const schema = JSON.stringify(properties['userdesk.chatbots']);
    const offered = new Set([...schema.matchAll(/"(sandbox-[^"\\]+)"/g)].map(([, id]) => id));
    assert.deepEqual([...offered].sort(), sandboxChatbots.map(({ id }) => id).sort());
  });
});

describe('The schemas of the other settings', () => {
  it('take what they begin with', () => {
    for (const [id, setting] of Object.entries(properties)) {
      assert.ok(judge(setting)(setting.default), id);
    }
  });

  it('take a time-out of any length, none included, and no other', () => {
    const accepts = judge(properties['userdesk.requestTimeout']);
    for (const seconds of [0, 0.5, 30, 3600]) assert.ok(accepts(seconds), String(seconds));
    for (const seconds of [-1, '30', null]) assert.ok(!accepts(seconds), String(seconds));
  });

  it('take texts for texts', () => {
    for (const name of ['defaultChatbot', 'userName', 'userEmail', 'apiBaseUrl']) {
      const accepts = judge(properties[`userdesk.${name}`]);
      assert.ok(accepts('text'), name);
      assert.ok(!accepts(['text']), name);
    }
  });
});
