import assert from 'node:assert/strict';
import { settings, settingsSection } from '../../src/ids';
import { manifest, properties } from './manifest';

const sorted = (texts: Iterable<string>) => [...texts].sort();

describe('The settings', () => {
  it('have the scopes and defaults that everybody knows', () => {
    const declared = Object.entries(properties).map(([id, setting]) => [
      id,
      [setting.scope, setting.default],
    ]);
    assert.deepEqual(Object.fromEntries(declared), {
      'userdesk.chatbots': ['window', []],
      'userdesk.defaultChatbot': ['window', ''],
      'userdesk.userName': ['window', ''],
      'userdesk.userEmail': ['window', ''],
      'userdesk.apiBaseUrl': ['application', 'https://api.userdesk.io/v1'],
      'userdesk.requestTimeout': ['window', 30],
      'userdesk.sendOn': ['window', 'enter'],
      'userdesk.history.enabled': ['application', true],
      'userdesk.history.maxAgeDays': ['application', 0],
    });
  });

  it('are those that the code reads', () => {
    const read = Object.values(settings).map((name) => `${settingsSection}.${name}`);
    assert.deepEqual(sorted(Object.keys(properties)), sorted(read));
  });

  it('are explained, and none of them is for a key', () => {
    for (const [id, { description, markdownDescription }] of Object.entries(properties)) {
      assert.match(description ?? markdownDescription ?? '', /^[A-Z].{20}/, id);
      assert.doesNotMatch(id, /key|token|secret/i);
    }
  });

  it('of an untrusted workspace do not count, whichever it can set', () => {
    const { supported, description, restrictedConfigurations } =
      manifest.capabilities.untrustedWorkspaces;
    const settable = Object.entries(properties)
      .filter(([, { scope }]) => scope !== 'application' && scope !== 'machine')
      .map(([id]) => id);
    assert.equal(supported, 'limited');
    assert.match(description, /\.$/);
    assert.deepEqual(sorted(restrictedConfigurations), sorted(settable));
  });
});
