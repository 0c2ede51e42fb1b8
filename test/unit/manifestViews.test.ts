import assert from 'node:assert/strict';
import { settings, settingsSection, views } from '../../src/ids';
import { contributes } from './manifest';

describe('The views', () => {
  it('stand in a container of the activity bar named "Userdesk"', () => {
    const [container, ...others] = contributes.viewsContainers.activitybar;
    assert.deepEqual(others, []);
    assert.equal(container?.title, 'Userdesk');
    assert.deepEqual(Object.keys(contributes.views), [container.id]);
  });

  it('are the form and the tree, in this order', () => {
    const all = Object.values(contributes.views).flat();
    assert.deepEqual(
      all.map(({ id, name, type }) => [id, name, type ?? 'tree']),
      [
        [views.sidebar, 'New conversation', 'webview'],
        [views.conversations, 'Conversations', 'tree'],
      ],
    );
    assert.deepEqual(all.map(({ id }) => id).sort(), Object.values(views).sort());
  });

  it('welcome people to an empty tree, and promise to keep nothing where history is off', () => {
    const enabled = `config.${settingsSection}.${settings.historyEnabled}`;
    assert.deepEqual(
      contributes.viewsWelcome.map(({ view, when }) => [view, when]),
      [
        [views.conversations, enabled],
        [views.conversations, `!${enabled}`],
      ],
    );
    const [on, off] = contributes.viewsWelcome.map(({ contents }) => contents);
    assert.match(on ?? '', /are kept here/);
    assert.match(off ?? '', /^History is off: .* until the window closes, and not kept\./);
  });
});
