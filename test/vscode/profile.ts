import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** What makes VS Code quiet: nothing pops up that does not come from the extension. */
export const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** The folders that one VS Code lives in. */
export class Profile {
  readonly userData: string;
  readonly extensions: string;
  readonly serverData: string;
  readonly browser: string;

  constructor(readonly folder: string) {
    this.userData = join(folder, 'user-data');
    this.extensions = join(folder, 'extensions');
    this.serverData = join(folder, 'server-data');
    this.browser = join(folder, 'browser');
    mkdirSync(join(this.userData, 'User'), { recursive: true });
  }

  static temporary(): Profile {
    return new Profile(mkdtempSync(join(tmpdir(), 'userdesk-vscode-')));
  }

  get settingsFile(): string {
    return join(this.userData, 'User', 'settings.json');
  }

  /** Where VS Code lets an extension keep its files. */
  storageOf(extensionId: string): string {
    return join(this.userData, 'User', 'globalStorage', extensionId);
  }

  readSettings(): Settings {
    return JSON.parse(readFileSync(this.settingsFile, 'utf8')) as Settings;
  }

  writeSettings(settings: Settings): void {
    writeFileSync(this.settingsFile, JSON.stringify(settings, undefined, 2));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
