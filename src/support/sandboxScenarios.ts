import * as vscode from 'vscode';
import type { SandboxRunner } from '../chatbots/sandboxRunner';
import type { Scenario } from '../sandbox/scenario';
import { showStatus, showWarning } from './notifications';
import { fileName } from './writeFile';

export const scenarioEnding = '.userdesk-sandbox.json';

const stateKey = 'userdesk.sandboxScenario';
const mostBytes = 20 * 1024 * 1024;

/**
 * The scenario that the sandbox of this workspace has: the one that was opened last. It is applied
 * as it is saved, and only where the workspace is trusted.
 */
export class SandboxScenarios implements vscode.Disposable {
  private readonly listening: vscode.Disposable;

  /** @param applied told when a sandbox that runs has other chatbots */
  constructor(
    private readonly state: vscode.Memento,
    private readonly sandbox: Pick<SandboxRunner, 'running'>,
    private readonly applied: () => void,
  ) {
    this.listening = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.toString() === this.file?.toString()) void this.apply();
    });
  }

  /** Of the scenario, unless there is none or it may not be run. */
  get file(): vscode.Uri | undefined {
    const kept = this.state.get<unknown>(stateKey);
    if (typeof kept !== 'string' || !vscode.workspace.isTrusted) return undefined;
    return vscode.Uri.parse(kept);
  }

  /** From now on this one; `undefined`: the sandbox's own chatbots. */
  async use(file: vscode.Uri | undefined): Promise<void> {
    await this.state.update(stateKey, file?.toString());
    await this.apply();
  }

  /** What a sandbox starts with. A scenario that cannot be used is told, and is none. */
  async current(): Promise<Scenario | undefined> {
    const { file } = this;
    if (!file) return undefined;
    try {
      return await read(file);
    } catch (error) {
      void this.complain(file, error, 'The sandbox has its own chatbots instead.');
      return undefined;
    }
  }

  dispose(): void {
    this.listening.dispose();
  }

  /** Where a sandbox runs: it goes on as it was if the scenario cannot be used. */
  private async apply(): Promise<void> {
    const { file } = this;
    const { running } = this.sandbox;
    if (!running) return;
    try {
      const { ownScenario } = await import('../sandbox/server');
      running.use(file ? await read(file) : ownScenario);
    } catch (error) {
      if (file) void this.complain(file, error, 'The sandbox goes on as it was.');
      return;
    }
    const whose = file ? `the chatbots of ${fileName(file)}` : 'its own chatbots';
    showStatus(`The sandbox has ${whose} now.`);
    this.applied();
  }

  private async complain(file: vscode.Uri, error: unknown, instead: string): Promise<void> {
    const open = 'Open Scenario';
    const told = `${fileName(file)} cannot be used. ${reasonOf(error)} ${instead}`;
    if ((await showWarning(told, open)) === open) await vscode.window.showTextDocument(file);
  }
}

/** In a sentence. */
function reasonOf(error: unknown): string {
  if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
    return 'It is not there any more.';
  }
  return error instanceof Error ? error.message.replace(/\.?$/, '.') : String(error);
}

/** @throws Error that says in words what is wrong */
async function read(file: vscode.Uri): Promise<Scenario> {
  const { parseScenario } = await import('../sandbox/scenario');
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > mostBytes) throw new Error('It is larger than 20 MB.');
  return parseScenario(Buffer.from(await vscode.workspace.fs.readFile(file)).toString());
}
