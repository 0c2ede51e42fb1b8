import { deepEqual, doesNotMatch, match, notEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import manifest from '../../package.json';
import type { UserdeskApi } from '../../src/publicApi';
import { likeJson, patienceMs, times } from '../unit/fuzz/fuzzing';
import { asFailure, cancelled, extensionUnderTest, until } from './extensionUnderTest';

const { Global, Workspace } = vscode.ConfigurationTarget;
const { executeCommand } = vscode.commands;

/** Something right for each setting. */
const right: Record<string, unknown> = {
  'userdesk.chatbots': [{ id: '123456', name: 'Support bot' }, { id: 'sandbox-silent' }],
  'userdesk.defaultChatbot': 'sandbox-silent',
  'userdesk.userName': 'Ada Lovelace',
  'userdesk.userEmail': 'ada@example.com',
  'userdesk.apiBaseUrl': 'http://127.0.0.1:1/v1',
  'userdesk.requestTimeout': 30,
  'userdesk.sendOn': 'ctrlEnter',
  'userdesk.history.enabled': true,
  'userdesk.history.maxAgeDays': 30,
};

/** Wherever each may be set. */
const places = Object.entries<{ scope: string }>(
  manifest.contributes.configuration.properties,
).flatMap(([id, { scope }]) =>
  [Global, ...(scope === 'application' ? [] : [Workspace])].map((target) => ({ id, target })),
);

const write = ({ id, target }: (typeof places)[number], value: unknown) =>
  vscode.workspace.getConfiguration().update(id, value, target);

/** What needs nobody, and what asks and is cancelled. */
const commands = [
  'stopResponse',
  'focusMessageInput',
  'focusLastResponse',
  'showMoreConversations',
  'copyConversationId',
  'createConversation',
  'createDefaultConversation',
  'setDefaultChatbot',
  'removeChatbot',
  'setApiKey',
  'openConversation',
  'filterConversations',
].map((name) => `userdesk.${name}`);

describe('Settings that may be anything', function () {
  this.timeout(patienceMs);
  let api: UserdeskApi;
  const outcomes = new Map<string, number>();
  const unheard: unknown[] = [];
  const hear = (error: unknown) => {
    // VS Code's own: it looks for files with a program that is not installed for the tests.
    if (!/@vscode.ripgrep/.test(String(error))) unheard.push(error);
  };

  before(async () => {
    process.on('unhandledRejection', hear);
    process.on('uncaughtExceptionMonitor', hear);
    api = await extensionUnderTest().activate();
    // What follows the settings as they change.
    await executeCommand('userdesk.conversations.focus');
    await executeCommand('userdesk.sidebar.focus');
    await executeCommand('userdesk.createConversation', { chatbotId: 'sandbox-support' });
  });

  after(async () => {
    process.off('unhandledRejection', hear);
    process.off('uncaughtExceptionMonitor', hear);
    for (const place of places) await write(place, undefined);
    await executeCommand('workbench.action.closeAllEditors');
    await executeCommand('notifications.clearAll');
  });

  async function orderly(outcome: Promise<unknown>): Promise<void> {
    const what = await outcome.then(
      () => 'well',
      (error: unknown) => {
        const { code, message } = asFailure(error);
        match(message, /\S/);
        notEqual(code, 'unexpected', message);
        return code;
      },
    );
    outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
  }

  it('leave everything to be used, or told why not', async () => {
    deepEqual(Object.keys(right), Object.keys(manifest.contributes.configuration.properties));
    // Of most of them hardly any part can be changed: so half are anything.
    const values = fc.tuple(
      ...places.map(({ id }) => fc.oneof(likeJson(right[id]), fc.jsonValue({ maxDepth: 2 }))),
    );
    const { seed, numRuns } = times(10_000);
    await fc.assert(
      fc.asyncProperty(values, fc.constantFrom(...commands), async (written, command) => {
        for (const [index, place] of places.entries()) await write(place, written[index]);
        await orderly(api.createConversation({ chatbotId: '123456' }));
        await orderly(api.createConversation({ chatbotId: 'sandbox-support' }));
        const into = { chatbotId: 'sandbox-support', conversationId: 'any' };
        await orderly(api.sendMessage({ ...into, message: 'Hello' }));
        await cancelled(executeCommand(command));
        deepEqual(unheard, []);
        await executeCommand('notifications.clearAll');
        await executeCommand('workbench.action.closeOtherEditors');
      }),
      { seed, numRuns: Math.ceil(numRuns / places.length) },
    );
    await new Promise((resolve) => setImmediate(resolve));
    deepEqual(unheard, []);
    for (const code of ['well', 'missingApiKey']) ok(outcomes.has(code), code);
    doesNotMatch(await logged('missingApiKey'), /Unexpected failure/);
  });
});

/** The log of the extension, once this is in it. */
async function logged(text: string): Promise<string> {
  await executeCommand('userdesk.showLog');
  const log = () =>
    vscode.workspace.textDocuments
      .filter(({ uri }) => uri.scheme === 'output')
      .map((document) => document.getText())
      .find((all) => all.includes(text));
  await until(`${text} in the log`, () => log() !== undefined);
  return log() ?? '';
}
