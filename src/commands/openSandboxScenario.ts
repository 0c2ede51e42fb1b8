import * as vscode from 'vscode';
import { askPick } from '../prompts/quickInputs';
import { askWhereToSave } from '../prompts/saveDialog';
import { showInformation, showWarning, withoutIcons } from '../support/notifications';
import { scenarioEnding } from '../support/sandboxScenarios';
import { fileName, writeFile } from '../support/writeFile';
import type { CommandParts } from './commandParts';

const title = 'Open Sandbox Scenario';
const filters = { 'Userdesk sandbox scenario': ['json'] };
const mostShown = 200;

type Parts = Pick<CommandParts, 'scenarios' | 'sandbox' | 'failures'>;

interface Choice extends vscode.QuickPickItem {
  choose?: () => Promise<vscode.Uri | undefined>;
}

/** Opens a scenario, or a new one; the sandbox has it from then on. */
export async function openSandboxScenario(parts: Parts): Promise<void> {
  const file = await chooseFile(parts);
  if (!file) return;
  await vscode.window.showTextDocument(file, { preview: false });
  if (!vscode.workspace.isTrusted) {
    void parts.failures.attempt(tellOfTrust);
    return;
  }
  await parts.scenarios.use(file);
  if (!parts.sandbox.isRunning) void parts.failures.attempt(() => offerToStart(parts, file));
}

async function chooseFile({ scenarios }: Parts): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles(
    `**/*${scenarioEnding}`,
    '**/node_modules/**',
    mostShown,
  );
  const inUse = scenarios.file;
  const isInUse = (file: vscode.Uri) => file.toString() === inUse?.toString();
  const files = inUse && !found.some(isInUse) ? [inUse, ...found] : found;
  const items = files
    .map((file) => ({
      label: `$(beaker) ${withoutIcons(vscode.workspace.asRelativePath(file))}`,
      ...(isInUse(file) && { description: 'in use' }),
      choose: () => Promise.resolve(file),
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const answer = await askPick<Choice>({
    title,
    placeholder: 'Scenario',
    items: [
      ...items,
      ...(items.length > 0 ? [{ label: '', kind: vscode.QuickPickItemKind.Separator }] : []),
      { label: '$(add) New scenario…', choose: makeFile },
      { label: '$(folder-opened) Open file…', choose: openFile },
    ],
  });
  return answer?.kind === 'answer' ? answer.value.choose?.() : undefined;
}

async function openFile(): Promise<vscode.Uri | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title, filters })) ?? [];
  return file;
}

/** @returns where it was saved, or one that has that name already */
async function makeFile(): Promise<vscode.Uri | undefined> {
  const chosen = await askWhereToSave(title, `chatbots${scenarioEnding}`, filters);
  if (!chosen) return undefined;
  const isNamed = chosen.path.endsWith(scenarioEnding);
  const path = isNamed ? chosen.path : chosen.path.replace(/(\.json)?$/, scenarioEnding);
  const file = chosen.with({ path });
  // What the dialog asked about was another name.
  if (!isNamed && (await isThere(file))) return file;
  const { scenarioTemplate } = await import('../sandbox/scenarioTemplate');
  await writeFile(file, [scenarioTemplate]);
  return file;
}

async function isThere(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}

async function offerToStart({ sandbox }: Parts, file: vscode.Uri): Promise<void> {
  const start = 'Start Sandbox';
  const told = `The sandbox will have the chatbots of ${fileName(file)}, as they are saved.`;
  if ((await showInformation(told, start)) === start) await sandbox.ensure();
}

async function tellOfTrust(): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const told = 'A scenario is used in a trusted workspace only. This one is not trusted.';
  if ((await showWarning(told, manage)) !== manage) return;
  await vscode.commands.executeCommand('workbench.trust.manage');
}
