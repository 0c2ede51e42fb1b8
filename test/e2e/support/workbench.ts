import { cp, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { userdeskId } from '../../support/userdeskId';
import { Profile, quietSettings } from '../../vscode/profile';
import type { Settings } from '../../vscode/profile';
import { Dialog } from './dialog';
import { installedExtension } from './installedExtension';
import { Notifications } from './notifications';
import { QuickInput } from './quickInput';
import { Sidebar } from './sidebar';
import { VsCodeWindow } from './vsCodeWindow';
import type { WindowOptions } from './vsCodeWindow';
import { waitFor } from './waitFor';
import { Webviews } from './webviews';

const root = resolve(__dirname, '../../..');
const screenshots = join(root, 'out', 'screenshots');

export const themes = {
  light: 'Light 2026',
  dark: 'Dark 2026',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;
export type Theme = keyof typeof themes;

/** What VS Code calls each of them in a page. */
export const themeKinds: Record<Theme, string> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  highContrast: 'vscode-high-contrast',
  highContrastLight: 'vscode-high-contrast-light',
};

export interface WorkbenchOptions {
  /** The user's settings, beside those that keep VS Code quiet. */
  readonly settings?: Settings;
  readonly theme?: Theme;
  readonly secrets?: 'kept' | 'vanish';
  readonly size?: WindowOptions['size'];
  readonly logLevel?: 'trace';
  /** More of the environment of VS Code. */
  readonly env?: WindowOptions['env'];
  /** Puts more into the folder of extensions. */
  readonly addExtensions?: (installed: string) => Promise<void>;
}

/** A VS Code with the packaged extension, as a person has it before them. */
export class Workbench {
  /** What the browser's console showed, the pages of the extension included. */
  readonly consoleLines: string[] = [];
  #window: VsCodeWindow | undefined;

  private constructor(
    private readonly options: WorkbenchOptions,
    readonly profile = Profile.temporary(),
    readonly workspaceFolder = join(profile.folder, 'workspace'),
  ) {}

  static async start(options: WorkbenchOptions = {}): Promise<Workbench> {
    const workbench = new Workbench(options);
    try {
      await mkdir(workbench.workspaceFolder);
      await cp(installedExtension, workbench.profile.extensions, { recursive: true });
      await options.addExtensions?.(workbench.profile.extensions);
      workbench.profile.writeSettings({
        ...quietSettings,
        'workbench.colorTheme': themes[options.theme ?? 'dark'],
        ...options.settings,
      });
      await workbench.#open();
      return workbench;
    } catch (error) {
      await workbench.dispose();
      throw error;
    }
  }

  /** A second window of the same person, in a folder of its own; it ends with this one. */
  async another(): Promise<Workbench> {
    const folder = join(this.profile.folder, 'another-workspace');
    await mkdir(folder, { recursive: true });
    const other = new Workbench(this.options, this.profile, folder);
    other.#window = await this.#window?.another(folder);
    return other;
  }

  get page(): Page {
    if (!this.#window) throw new Error('This VS Code is closed.');
    return this.#window.page;
  }

  get quickInput(): QuickInput {
    return new QuickInput(this.page);
  }

  get notifications(): Notifications {
    return new Notifications(this.page);
  }

  get dialog(): Dialog {
    return new Dialog(this.page);
  }

  get statusBar(): Locator {
    return this.page.locator('.part.statusbar');
  }

  get sidebar(): Sidebar {
    return new Sidebar(this.page);
  }

  get webviews(): Webviews {
    return new Webviews(this.page);
  }

  /** Everything that VS Code and the extension keep on disk, logs and browser included. */
  get profileFolder(): string {
    return this.profile.folder;
  }

  get logFolder(): string {
    return join(this.profile.userData, 'logs');
  }

  /** The database in which the extension keeps its record. */
  get recordFile(): string {
    return join(this.profile.storageOf(userdeskId), 'history.sqlite');
  }

  /** Runs a command as one does: F1, its title with the category, Enter. */
  async runCommand(title: string): Promise<void> {
    const { quickInput, page } = this;
    await waitFor(`the command ${title}`, async () => {
      if (!(await quickInput.isOpen()) || !(await quickInput.value()).startsWith('>')) {
        await page.keyboard.press('F1');
      }
      // The palette looks for commands when the text changes: some may have come since. It closes
      // when something else takes the focus: then the whole is tried again.
      const attempt = { timeout: 1_000 };
      return quickInput.input
        .fill('>', attempt)
        .then(() => quickInput.input.fill(`>${title}`, attempt))
        .then(() => quickInput.item(title).waitFor(attempt))
        .then(
          () => true,
          () => false,
        );
    });
    const row = quickInput.item(title);
    const focused = /\bfocused\b/.test((await row.getAttribute('class')) ?? '');
    await (focused ? quickInput.accept() : row.click());
  }

  /**
   * Changes the user's settings and reloads the window: this VS Code takes no notice of changes
   * that others make to the file. What changes under a running window is for the host's tests.
   */
  async setUserSettings(changes: Settings): Promise<void> {
    this.profile.writeSettings({ ...this.profile.readSettings(), ...changes });
    await this.reload();
  }

  async readClipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  async writeClipboard(text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  }

  /** Reloads the window as a person does: VS Code first writes down what is open. */
  async reload(): Promise<void> {
    const { page } = this;
    await page.evaluate('globalThis.isOld = true');
    await this.runCommand('Developer: Reload Window');
    await waitFor('the reload', () =>
      page.evaluate<boolean>('!globalThis.isOld').catch(() => false),
    );
    await this.#window?.waitUntilReady();
  }

  /** Kills the extension host, and loads the window anew. */
  async crash(): Promise<void> {
    await this.#window?.crash();
  }

  /** Ends server and browser and starts them again: what a new day finds is on disk. */
  async restart(): Promise<void> {
    const port = this.#window?.port;
    await this.#window?.closeInOrder(() => this.runCommand('Developer: Reload Window'));
    this.#window = undefined;
    await this.#open(port);
  }

  /** Writes out/screenshots/<name>.png: of the window, or of one webview's page. */
  async screenshot(name: string, frame?: Frame): Promise<void> {
    const path = join(screenshots, `${name}.png`);
    if (frame) await frame.locator('body').screenshot({ path, animations: 'disabled' });
    else await this.page.screenshot({ path, animations: 'disabled' });
  }

  /** Ends server and browser; the profile stays, with all that they have written down. */
  async close(): Promise<void> {
    await this.#takeWindow()?.close();
  }

  async dispose(): Promise<void> {
    await this.#takeWindow()?.discard();
    this.profile.remove();
  }

  async #open(port?: number): Promise<void> {
    const { secrets, logLevel, env, size = { width: 1280, height: 800 } } = this.options;
    this.#window = await VsCodeWindow.open({
      profile: this.profile,
      folder: this.workspaceFolder,
      secretsVanish: secrets === 'vanish',
      console: (line) => this.consoleLines.push(line),
      size,
      logLevel,
      env,
      port,
    });
  }

  #takeWindow(): VsCodeWindow | undefined {
    const window = this.#window;
    this.#window = undefined;
    return window;
  }
}
