import { equal, match, ok } from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { parseScenario } from '../../src/sandbox/scenario';
import { userdeskId } from '../support/userdeskId';
import { answerFileDialog } from './support/fileDialog';
import { giveUser, prompts } from './support/creationPrompts';
import { useWorkbench } from './support/useWorkbench';
import { waitFor } from './support/waitFor';
import type { Workbench } from './support/workbench';

const openScenario = 'Userdesk: Open Sandbox Scenario…';
const name = 'chatbots.userdesk-sandbox.json';

describe('A scenario of the sandbox', () => {
  const workbench = useWorkbench();
  const file = () => join(workbench().workspaceFolder, name);

  it('is made where there is none, ready to be used, and the sandbox can be started with it', async () => {
    await workbench().runCommand(openScenario);
    await workbench().quickInput.waitForPrompt({ placeholder: 'Scenario' });
    await workbench().quickInput.pick('New scenario…');
    await answerFileDialog(workbench(), { title: 'Open Sandbox Scenario' });
    await editorOf(workbench(), name).waitFor();
    const [first] = parseScenario(await readFile(file(), 'utf8')).chatbots;
    equal(first?.id, 'sandbox-orders');
    const told = `The sandbox will have the chatbots of ${name}, as they are saved.`;
    await workbench().notifications.press(told, 'Start Sandbox');
    await statusOf(workbench(), 'Sandbox').waitFor();
    match(await greeting('Orders'), /^Hello, what is the number of your order\?$/);
  });

  it('is applied as it is saved', async () => {
    await change(
      `{ "chatbots": [{ "id": "sandbox-new", "name": "New", "greeting": "I am new." }] }`,
    );
    await workbench().statusBar.getByText(`The sandbox has the chatbots of ${name} now.`).waitFor();
    equal(await greeting('New'), 'I am new.');
  });

  it('that cannot be used is told, with the place, and the sandbox goes on as it was', async () => {
    const { notifications } = workbench();
    await change(`{ "chatbots": [{ "id": "new", "name": "New" }] }`);
    const told = await notifications.waitFor(`${name} cannot be used.`);
    match(
      told,
      /chatbots\.0\.id: The ID has to begin with "sandbox-"\. The sandbox goes on as it was\.$/,
    );
    await notifications.dismissAll();
    equal(await greeting('New'), 'I am new.');
  });

  it('lets the next request fail from the status bar, and the one after it not', async () => {
    const { quickInput, notifications, statusBar } = workbench();
    await menu();
    await quickInput.pick('Next request: fault…');
    await quickInput.waitForPrompt({ placeholder: 'What goes wrong with the next request' });
    await quickInput.pick('500');
    await statusOf(workbench(), 'Sandbox: next 500').waitFor();
    await ask('New');
    await notifications.waitFor('Userdesk had an internal error (500).');
    await statusOf(workbench(), 'Sandbox').waitFor();
    await notifications.dismissAll();
    await menu();
    const rows = (await quickInput.items()).map(({ label }) => label);
    ok(rows.includes('500 · sandbox-new/conversation · fault: status'), rows.join());
    await quickInput.pick('Copy URL');
    await statusBar.getByText('Copied the URL.').waitFor();
    match(await workbench().readClipboard(), /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
    equal(await greeting('New'), 'I am new.');
  });

  it('is left for the chatbots of its own, and taken up again', async () => {
    const { quickInput, statusBar } = workbench();
    await menu();
    await quickInput.pick('Use Its Own Chatbots');
    await statusBar.getByText('The sandbox has its own chatbots now.').waitFor();
    match(await greeting('Sandbox Support'), /^Hello, how can I help you\?/);
    await writeFile(
      file(),
      `{ "chatbots": [{ "id": "sandbox-last", "name": "Last", "greeting": "Here." }] }`,
    );
    await menu();
    await quickInput.pick('Open Scenario…');
    await quickInput.waitForPrompt({ placeholder: 'Scenario' });
    await quickInput.pick(name);
    await statusBar.getByText(`The sandbox has the chatbots of ${name} now.`).waitFor();
    equal(await greeting('Last'), 'Here.');
  });

  it('is there again after a restart, as soon as the sandbox is started', async () => {
    await workbench().restart();
    await workbench().runCommand('Userdesk: Start Sandbox');
    await statusOf(workbench(), 'Sandbox').waitFor();
    equal(await greeting('Last'), 'Here.');
  });

  async function menu(): Promise<void> {
    await statusOf(workbench(), /Sandbox/).click();
    await workbench().quickInput.waitForPrompt({ title: 'Sandbox' });
  }

  /** Writes it as a person does: in its editor, with a save. */
  async function change(text: string): Promise<void> {
    const { page } = workbench();
    await editorOf(workbench(), name).click();
    await workbench().writeClipboard(text);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+V');
    await page.keyboard.press('ControlOrMeta+S');
    await waitFor('the file', async () => (await readFile(file(), 'utf8')) === text);
  }

  async function ask(chatbot: string): Promise<void> {
    const { quickInput } = workbench();
    await workbench().runCommand('Userdesk: Create Conversation…');
    await quickInput.waitForPrompt(prompts.chatbot);
    await quickInput.pick(chatbot);
    await giveUser(workbench(), { userName: '', userEmail: '' });
  }

  /** What a new conversation begins with. */
  async function greeting(chatbot: string): Promise<string> {
    await ask(chatbot);
    const frame = await panelWith(workbench(), chatbot);
    const text = await frame.locator('.answer p').first().innerText();
    await workbench().runCommand('View: Close Editor');
    return text;
  }
});

describe('A scenario in a workspace that is not trusted', () => {
  const workbench = useWorkbench({
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.emptyWindow': false,
    },
  });

  it('is opened and not used, which is told', async () => {
    const text = `{ "chatbots": [{ "id": "sandbox-theirs", "name": "Theirs" }] }`;
    await writeFile(join(workbench().workspaceFolder, name), text);
    await workbench().runCommand(openScenario);
    await workbench().quickInput.pick(name);
    await editorOf(workbench(), name).waitFor();
    await workbench().notifications.waitFor('A scenario is used in a trusted workspace only.');
    await workbench().runCommand('Userdesk: Start Sandbox');
    await statusOf(workbench(), 'Sandbox').waitFor();
    await workbench().runCommand('Userdesk: Create Conversation…');
    await workbench().quickInput.waitForPrompt(prompts.chatbot);
    const known = (await workbench().quickInput.items()).map(({ label }) => label);
    ok(known.includes('Sandbox Support') && !known.includes('Theirs'), known.join());
  });
});

function editorOf({ page }: Workbench, file: string) {
  return page
    .locator(`.editor-instance[aria-label^="${file}"], .tab[data-resource-name="${file}"]`)
    .first();
}

function statusOf({ statusBar }: Workbench, text: string | RegExp) {
  const exact = typeof text === 'string' ? new RegExp(`^\\s*${text}\\s*$`) : text;
  return statusBar.locator(`[id="${userdeskId}.userdesk.sandbox"]`).filter({ hasText: exact });
}

async function panelWith({ webviews }: Workbench, heading: string): Promise<Frame> {
  return waitFor(`the panel of ${heading}`, async () => {
    const frame = await webviews.panel();
    const shown = await frame
      .locator('h1')
      .innerText()
      .catch(() => '');
    return shown === heading && frame;
  });
}
