import * as vscode from 'vscode';
import { askPick } from '../prompts/quickInputs';
import { askWhereToSave } from '../prompts/saveDialog';
import { showInformation, showWarning, withoutIcons } from '../support/notifications';
import { scenarioEnding } from '../support/sandboxScenarios';
import { fileName, writeFile } from '../support/writeFile';
import type { CommandParts } from './commandParts';

const title = 'Open Sandbox Scenario';
const mostShown = 200;

type Parts = Pick<CommandParts, 'scenarios' | 'sandbox' | 'failures'>;

/** Opens one of the workspace's scenarios, or a new one; the sandbox has it from then on. */
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
  const files = await vscode.workspace.findFiles(
    `**/*${scenarioEnding}`,
    '**/node_modules/**',
    mostShown,
  );
  if (files.length === 0) return makeFile();
  const items = files
    .map((file) => ({
      label: `$(beaker) ${withoutIcons(vscode.workspace.asRelativePath(file))}`,
      ...(file.toString() === scenarios.file?.toString() && { description: 'in use' }),
      file,
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const make = { label: '$(add) New scenario…' };
  const answer = await askPick<vscode.QuickPickItem & { file?: vscode.Uri }>({
    ...{ title, placeholder: 'Scenario' },
    items: [...items, { label: '', kind: vscode.QuickPickItemKind.Separator }, make],
  });
  if (answer?.kind !== 'answer') return undefined;
  return answer.value.file ?? makeFile();
}

/** @returns where it was saved */
async function makeFile(): Promise<vscode.Uri | undefined> {
  const filters = { 'Userdesk sandbox scenario': ['json'] };
  const chosen = await askWhereToSave(title, `chatbots${scenarioEnding}`, filters);
  if (!chosen) return undefined;
  const path = chosen.path.endsWith(scenarioEnding)
    ? chosen.path
    : chosen.path.replace(/(\.json)?$/, scenarioEnding);
  const file = chosen.with({ path });
  const { scenarioTemplate } = await import('../sandbox/scenarioTemplate');
  await writeFile(file, [scenarioTemplate]);
  return file;
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
