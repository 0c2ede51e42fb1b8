import '../support/hostModules';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandTable } from '../../src/commands/commandTable';
import { chosenRowArgument, commands, contextKeys, panelViewType, views } from '../../src/ids';
import { contributes, manifest, readJson, root, type MenuItem } from './manifest';
import { titles } from './commandTitles';

const sorted = (texts: Iterable<string>) => [...texts].sort();
const declaredCommands = contributes.commands.map(({ command }) => command);
const inPanel = `activeWebviewPanelId == '${panelViewType}'`;
/** With `!inputFocus`: the tree has a box of its own to find rows with, where keys are for its text. */
const inTree = `focusedView == '${views.conversations}' && !inputFocus`;
const menu = (name: string): MenuItem[] => contributes.menus[name] ?? [];

describe('The identity of the extension', () => {
  it('is what other extensions and the gallery know it by', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, 'userdesk-community.userdesk');
    assert.equal(manifest.displayName, 'Userdesk');
    assert.equal(manifest.license, 'MIT');
    assert.match(readFileSync(join(root, 'LICENSE'), 'utf8'), /^MIT License/);
    assert.ok(manifest.categories.length > 0 && manifest.keywords.length > 0);
    assert.match(manifest.galleryBanner.color, /^#[0-9a-f]{6}$/i);
  });

  it('has an icon of 128 pixels', () => {
    const icon = readFileSync(join(root, manifest.icon));
    assert.equal(icon.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [128, 128]);
  });

  it('has pictures for the activity bar that are there', () => {
    const containers = contributes.viewsContainers.activitybar;
    for (const { icon } of [...containers, ...Object.values(contributes.views).flat()]) {
      assert.match(readFileSync(join(root, icon), 'utf8'), /<svg/);
    }
  });

  it('asks for the VS Code whose API it is written against, and no newer one', () => {
    const { version } = readJson('node_modules/@types/vscode/package.json') as { version: string };
    assert.equal(manifest.engines.vscode, '^1.105.0');
    assert.match(version, /^1\.105\./);
    assert.equal(manifest.devDependencies['@types/vscode'], version);
  });

  it('needs nothing at run time but its bundle', () => {
    assert.deepEqual(manifest.dependencies ?? {}, {});
  });

  it('runs on the person’s machine where there is one', () => {
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace']);
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
  });

  it('is woken by hand for restored panels alone', () => {
    assert.deepEqual(manifest.activationEvents, [`onWebviewPanel:${panelViewType}`]);
    assert.equal(panelViewType, 'userdesk.conversation');
  });
});

describe('The commands', () => {
  it('have the titles and the category that everybody knows', () => {
    const declared = contributes.commands.map(({ command, title }) => [command, title]);
    assert.deepEqual(Object.fromEntries(declared), titles);
    for (const { category } of contributes.commands) assert.equal(category, 'Userdesk');
  });

  it('are each declared once, named once in the code, and handled', () => {
    assert.equal(new Set(declaredCommands).size, declaredCommands.length);
    assert.deepEqual(sorted(declaredCommands), sorted(Object.values(commands)));
    assert.deepEqual(sorted(declaredCommands), sorted(Object.keys(commandTable)));
    for (const [name, id] of Object.entries(commands)) assert.equal(id, `userdesk.${name}`);
  });

  it('exist wherever one is named', () => {
    const links = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:([^)?]+)/g)].map(([, id]) => id!),
    );
    const items = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    const named = [...links, ...items.map(({ command }) => command)];
    assert.ok(links.length > 0 && named.length > links.length);
    for (const id of named) assert.ok(declaredCommands.includes(id), id);
  });

  it('are all in the palette of a fresh window but what is for a sandbox that runs and what a row of the tree does', () => {
    const conditions = menu('commandPalette').map(({ command, when }) => [command, when]);
    assert.deepEqual(Object.fromEntries(conditions), {
      'userdesk.showMoreConversations': 'false',
      'userdesk.startSandbox': `!${contextKeys.sandboxRunning}`,
      'userdesk.stopSandbox': contextKeys.sandboxRunning,
      'userdesk.manageSandbox': contextKeys.sandboxRunning,
    });
  });
});

describe('The scripts', () => {
  it('that a newcomer may begin with set up what they need', () => {
    const { scripts } = manifest;
    for (const name of ['package', 'sandbox']) {
      assert.match(scripts[name] ?? '', /^node test\/setUp\.mjs && /, name);
    }
    assert.match(scripts['bench'] ?? '', /^npm run package && /);
  });
});

describe('The places of commands', () => {
  it('are, in the title bar of a panel, a new conversation, the ID and the two forms to share', () => {
    assert.deepEqual(
      menu('editor/title').map(({ command, when, group }) => [command, when, group?.split('@')[0]]),
      [
        ['userdesk.newConversation', inPanel, 'navigation'],
        ['userdesk.copyConversationId', inPanel, 'navigation'],
        ['userdesk.exportConversation', inPanel, 'navigation'],
        ['userdesk.newConversationAsAnotherUser', inPanel, '0_new'],
        ['userdesk.copyConversationAsMarkdown', inPanel, '1_copy'],
      ],
    );
  });

  it('are, for copying the ID, a key in panel and tree and the context menu of a panel too', () => {
    const keys = contributes.keybindings.filter(
      ({ command }) => command === 'userdesk.copyConversationId',
    );
    assert.deepEqual(
      keys.map(({ when, args }) => [when, args]),
      [
        [inPanel, undefined],
        // The later one counts where both do: the tree may have the focus beside a panel.
        [inTree, chosenRowArgument],
      ],
    );
    const [inPanels, inTrees] = keys.map(({ key, mac }) => ({ key, mac }));
    assert.deepEqual(inPanels, inTrees);
    assert.deepEqual(menu('webview/context'), [
      { command: 'userdesk.copyConversationId', when: `webviewId == '${panelViewType}'` },
    ]);
  });

  it('are keys in a panel and in the tree', () => {
    const inPanels = contributes.keybindings.filter(({ when }) => when !== inTree);
    const inTrees = contributes.keybindings.filter(({ when }) => when === inTree);
    assert.deepEqual(
      inTrees.map(({ command, key, args }) => [command, key, args]),
      [
        ['userdesk.copyConversationId', 'shift+alt+c', chosenRowArgument],
        ['userdesk.renameConversation', 'f2', chosenRowArgument],
        ['userdesk.deleteConversation', 'delete', chosenRowArgument],
      ],
    );
    for (const { command, when } of inPanels) assert.equal(when, inPanel, command);
    assert.deepEqual(sorted(inPanels.map(({ command }) => command)), [
      'userdesk.copyConversationId',
      'userdesk.focusLastResponse',
      'userdesk.focusMessageInput',
      'userdesk.stopResponse',
    ]);
    const keys = inPanels.flatMap(({ key, mac }) => [key, mac]);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('are, on the row of a conversation, copying inline and the context menu', () => {
    const inView = `view == ${views.conversations}`;
    const row = `${inView} && viewItem =~ /^conversation/`;
    const items = menu('view/item/context');
    const ofPins: Record<string, string> = {
      'userdesk.pinConversation': `${inView} && viewItem == conversation`,
      'userdesk.unpinConversation': `${inView} && viewItem == conversation.pinned`,
    };
    for (const { command, when } of items) assert.equal(when, ofPins[command] ?? row);
    const inline = items.filter(({ group }) => group?.startsWith('inline'));
    assert.deepEqual(
      inline.map(({ command }) => command),
      ['userdesk.copyConversationId'],
    );
    const others = items.filter((item) => !inline.includes(item)).map(({ command }) => command);
    assert.deepEqual(sorted(others), [
      'userdesk.copyConversationAsMarkdown',
      'userdesk.copyConversationId',
      'userdesk.deleteConversation',
      'userdesk.editNote',
      'userdesk.exportConversation',
      'userdesk.openConversation',
      'userdesk.pinConversation',
      'userdesk.renameConversation',
      'userdesk.unpinConversation',
    ]);
  });

  it('depend on context keys that exist, with values that occur', () => {
    const tree = readFileSync(join(root, 'src/views/conversationsTree.ts'), 'utf8');
    const contextValues = [...tree.matchAll(/'(conversation(?:\.\w+)?)'/g)].map(
      ([, value]) => value!,
    );
    const values: Record<string, string[]> = {
      activeWebviewPanelId: [panelViewType],
      webviewId: [panelViewType],
      focusedView: Object.values(views),
      view: Object.values(views),
      viewItem: contextValues,
    };
    const items = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    const conditions = items.flatMap(({ when }) => when?.split(/\s*(?:&&|\|\|)\s*/) ?? []);
    assert.ok(conditions.length > 0);
    for (const condition of conditions) {
      if (condition === 'false') continue;
      const [, key, value] =
        /^!?([\w.]+)(?: (?:==|=~) ['/^]*([\w.]+)['/]?)?$/.exec(condition) ?? [];
      if (value === undefined) {
        assert.ok(['inputFocus', ...Object.values(contextKeys)].includes(key ?? ''), condition);
      } else assert.ok(values[key ?? '']?.includes(value), condition);
    }
  });
});
