import * as vscode from 'vscode';
import { UserdeskError } from '../api/errors';
import { settings, settingsSection } from '../ids';
import type { ConfiguredChatbot } from './configuredChatbots';

export type SettingsScope = 'user' | 'workspace';

/** Whether a workspace's own settings can be written and would count. */
export function hasWorkspaceSettings(): boolean {
  return vscode.workspace.workspaceFolders !== undefined && vscode.workspace.isTrusted;
}

/** Adds the chatbot to one scope's list, or renames it there. */
export async function addConfiguredChatbot(
  chatbot: ConfiguredChatbot,
  scope: SettingsScope,
): Promise<void> {
  const entries = ownEntries(scope);
  const others = entries.filter((entry) => entryId(entry) !== chatbot.id);
  await write(settings.chatbots, [...others, chatbot], scope);
}

/** Removes the chatbot wherever it stands: in both lists, and as the default. */
export async function removeConfiguredChatbot(id: string): Promise<void> {
  for (const scope of scopes) {
    const entries = ownEntries(scope);
    const others = entries.filter((entry) => entryId(entry) !== id);
    if (others.length < entries.length) {
      await write(settings.chatbots, others.length > 0 ? others : undefined, scope);
    }
    if (entryId({ id: ownValue(settings.defaultChatbot, scope) }) === id) {
      await write(settings.defaultChatbot, undefined, scope);
    }
  }
}

/** In the workspace where that has a default of its own, which would hide the person's. */
export async function setDefaultChatbot(id: string): Promise<void> {
  const inWorkspace = ownValue(settings.defaultChatbot, 'workspace') !== undefined;
  await write(settings.defaultChatbot, id, inWorkspace ? 'workspace' : 'user');
}

const scopes: SettingsScope[] = ['user', 'workspace'];

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(settingsSection);
}

function ownValue(name: string, scope: SettingsScope): unknown {
  const values = section().inspect<unknown>(name);
  return scope === 'user' ? values?.globalValue : values?.workspaceValue;
}

/** As written by hand: what is not understood is left as it stands. */
function ownEntries(scope: SettingsScope): unknown[] {
  const value = ownValue(settings.chatbots, scope);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function entryId(entry: unknown): string | undefined {
  const id = (entry as { id?: unknown } | null)?.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id).trim() : undefined;
}

async function write(name: string, value: unknown, scope: SettingsScope): Promise<void> {
  const target =
    scope === 'user' ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
  try {
    await section().update(name, value, target);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserdeskError({ code: 'settingNotWritten', reason }, { cause });
  }
}
