import * as vscode from 'vscode';
import type { SandboxRunner } from '../chatbots/sandboxRunner';
import type { Scenario } from '../sandbox/scenario';
import { DisposableStore } from './disposables';
import { showStatus, showWarning } from './notifications';
import type { FailureReporter } from './reportFailure';
import { fileName } from './writeFile';

export const scenarioEnding = '.userdesk-sandbox.json';

const stateKey = 'userdesk.sandboxScenario';
const mostBytes = 20 * 1024 * 1024;

interface Parts {
  readonly sandbox: Pick<SandboxRunner, 'running'>;
  readonly failures: Pick<FailureReporter, 'attempt'>;
  /** Told when a sandbox that runs has other chatbots. */
  readonly applied: () => void;
}

/**
 * The scenario that the sandbox of this workspace has: the one that was opened last. It is applied
 * as it is saved, and only where the workspace is trusted.
 */
export class SandboxScenarios implements vscode.Disposable {
  private readonly listening = new DisposableStore();
  private appliedFile: vscode.Uri | undefined;
  private latest = 0;
  private latestAtStart = 0;

  constructor(
    private readonly state: vscode.Memento,
    private readonly parts: Parts,
  ) {
    this.listening.add(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.toString() === this.file?.toString()) this.applySoon();
      }),
    );
    this.listening.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.applySoon();
      }),
    );
  }

  /** The one that was chosen, unless there is none or it may not be used. */
  get file(): vscode.Uri | undefined {
    const kept = this.state.get<unknown>(stateKey);
    if (typeof kept !== 'string' || !vscode.workspace.isTrusted) return undefined;
    return vscode.Uri.parse(kept);
  }

  /** The one that the sandbox has. */
  get inUse(): vscode.Uri | undefined {
    return this.appliedFile;
  }

  /** From now on this one; `undefined`: the sandbox's own chatbots. */
  async use(file: vscode.Uri | undefined): Promise<void> {
    await this.state.update(stateKey, file?.toString());
    await this.apply();
  }

  /** What a sandbox starts with. A scenario that cannot be used is told, and is none. */
  async current(): Promise<Scenario | undefined> {
    const { file } = this;
    this.appliedFile = undefined;
    this.latestAtStart = this.latest;
    if (!file) return undefined;
    try {
      const scenario = await read(file);
      this.appliedFile = file;
      return scenario;
    } catch (error) {
      this.complain(file, error, 'The sandbox has its own chatbots instead.');
      return undefined;
    }
  }

  /** What was saved or chosen while the sandbox was starting. */
  catchUp(): void {
    if (this.latest !== this.latestAtStart) this.applySoon();
  }

  dispose(): void {
    this.listening.dispose();
  }

  private applySoon(): void {
    void this.parts.failures.attempt(() => this.apply());
  }

  /** Where a sandbox runs: it goes on as it was if the scenario cannot be used. */
  private async apply(): Promise<void> {
    const number = ++this.latest;
    const { file } = this;
    const { running } = this.parts.sandbox;
    if (!running) return;
    const isOver = () => number !== this.latest || this.parts.sandbox.running !== running;
    try {
      const { ownScenario } = await import('../sandbox/server');
      const scenario = file ? await read(file) : ownScenario;
      if (isOver()) return;
      running.use(scenario);
    } catch (error) {
      if (file && !isOver()) this.complain(file, error, 'The sandbox goes on as it was.');
      return;
    }
    this.appliedFile = file;
    const whose = file ? `the chatbots of ${fileName(file)}` : 'its own chatbots';
    showStatus(`The sandbox has ${whose} now.`);
    this.parts.applied();
  }

  /** Does not wait for an answer. */
  private complain(file: vscode.Uri, error: unknown, instead: string): void {
    const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
    const reason = isGone ? 'It is not there any more.' : reasonOf(error);
    const told = `${fileName(file)} cannot be used. ${reason} ${instead}`;
    const open = 'Open Scenario';
    void this.parts.failures.attempt(async () => {
      const answer = await showWarning(told, ...(isGone ? [] : [open]));
      if (answer === open) await vscode.window.showTextDocument(file);
    });
  }
}

/** In a sentence. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.?$/, '.') : String(error);
}

/** @throws Error that says in words what is wrong */
async function read(file: vscode.Uri): Promise<Scenario> {
  const { parseScenario } = await import('../sandbox/scenario');
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > mostBytes) throw new Error('It is larger than 20 MB.');
  return parseScenario(Buffer.from(await vscode.workspace.fs.readFile(file)).toString());
}
