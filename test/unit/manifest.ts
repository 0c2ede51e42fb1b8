import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Setting {
  type: string | string[];
  scope?: string;
  default: unknown;
  items?: object;
  description?: string;
  markdownDescription?: string;
}

export interface MenuItem {
  command: string;
  when?: string;
  group?: string;
}

interface View {
  id: string;
  name: string;
  type?: 'webview';
  icon: string;
}

/** package.json, as far as VS Code and the gallery read it. */
export interface Manifest {
  publisher: string;
  name: string;
  displayName: string;
  license: string;
  icon: string;
  galleryBanner: { color: string };
  categories: string[];
  keywords: string[];
  engines: { vscode: string };
  extensionKind: string[];
  activationEvents: string[];
  scripts: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
  capabilities: {
    untrustedWorkspaces: {
      supported: string;
      description: string;
      restrictedConfigurations: string[];
    };
    virtualWorkspaces: boolean;
  };
  contributes: {
    commands: { command: string; title: string; category: string }[];
    configuration: { properties: Record<string, Setting> };
    viewsContainers: { activitybar: { id: string; title: string; icon: string }[] };
    views: Record<string, View[]>;
    viewsWelcome: { view: string; when: string; contents: string }[];
    menus: Record<string, MenuItem[]>;
    keybindings: (MenuItem & { key: string; mac: string; args?: string })[];
  };
}

export const root = join(__dirname, '..', '..');

export function readJson(...path: string[]): unknown {
  return JSON.parse(readFileSync(join(root, ...path), 'utf8'));
}

export const manifest = readJson('package.json') as Manifest;
export const { contributes } = manifest;
export const properties = contributes.configuration.properties;
