import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { QuickInput } from '../e2e/support/quickInput';
import { VsCodeWindow } from '../e2e/support/vsCodeWindow';
import { Profile, quietSettings } from '../vscode/profile';
import type { Settings } from '../vscode/profile';
import { installExtension } from '../vscode/server';
import { commands } from '../../src/ids';
import { benchApiKey } from './benchIds';
import { addExtensions, root } from './bundles';
import { HostJobs } from './hostJobs';
import type { Job } from './jobs';

export const vsix = join(root, 'dist', 'userdesk.vsix');

/** A VS Code with our package and with the extensions that it is measured against. */
export class BenchHost {
  private constructor(
    private readonly window: VsCodeWindow,
    private readonly jobs: HostJobs,
  ) {}

  /** @param prepare puts things into the profile */
  static async start(
    temporary: string,
    settings: Settings,
    prepare: (profile: Profile) => Promise<void>,
  ): Promise<BenchHost> {
    const profile = new Profile(join(temporary, 'profile'));
    const jobs = await HostJobs.listen();
    try {
      profile.writeSettings({ ...quietSettings, ...settings });
      const folder = join(profile.folder, 'workspace');
      mkdirSync(folder);
      await prepare(profile);
      await installExtension('current', profile, vsix);
      await addExtensions(profile.extensions, jobs.url);
      const window = await VsCodeWindow.open({
        profile,
        folder,
        secretsVanish: false,
        size: { width: 1280, height: 800 },
        console: () => undefined,
      });
      return new BenchHost(window, jobs);
    } catch (error) {
      await jobs.stop();
      throw error;
    }
  }

  get page(): Page {
    return this.window.page;
  }

  get quickInput(): QuickInput {
    return new QuickInput(this.page);
  }

  /** Has the stopwatch in the extension host do something. */
  run(job: Job): Promise<unknown> {
    return this.jobs.run(job);
  }

  command(command: string, ...args: unknown[]): Promise<unknown> {
    return this.run({ kind: 'command', command, args });
  }

  /** Stores the key of the only chatbot there is. */
  async storeApiKey(): Promise<void> {
    const done = this.command(commands.setApiKey);
    await this.quickInput.waitForPrompt({ placeholder: 'Chatbot' });
    await this.quickInput.accept();
    await this.quickInput.answer({ placeholder: 'API key' }, benchApiKey);
    await done;
  }

  async closeEditors(): Promise<void> {
    await this.command('workbench.action.closeAllEditors');
    // That of the sidebar stays.
    const ofEditors = 'iframe.webview:not([src*="purpose=webviewView"])';
    await this.page.locator(ofEditors).waitFor({ state: 'detached' });
  }

  /** Reloads the window: every extension starts anew, in a new process. */
  restart(): Promise<void> {
    return this.jobs.waitForNextHost(() => this.page.reload({ waitUntil: 'commit' }));
  }

  async dispose(): Promise<void> {
    await this.window.close();
    await this.jobs.stop();
  }
}
