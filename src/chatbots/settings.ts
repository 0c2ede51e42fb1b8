import * as vscode from 'vscode';
import { settings, settingsSection } from '../ids';
import type { SendOn } from '../shared/panelProtocol';
import { joinChatbotLists, readChatbotList, type ConfiguredChatbot } from './configuredChatbots';

/** The person's settings as they are now; nothing is cached, so a change counts at once. */
export class Settings {
  readonly onDidChange: vscode.Event<void> = (listener, thisArg, disposables) =>
    vscode.workspace.onDidChangeConfiguration(
      (event) => {
        if (event.affectsConfiguration(settingsSection)) listener.call(thisArg);
      },
      undefined,
      disposables,
    );

  get chatbots(): ConfiguredChatbot[] {
    const scopes = this.section.inspect<unknown>(settings.chatbots);
    return joinChatbotLists(
      readChatbotList(scopes?.globalValue),
      readChatbotList(scopes?.workspaceValue),
    );
  }

  /** The default chatbot's ID, or `undefined`. A number, as people write IDs, is taken as one. */
  get defaultChatbotId(): string | undefined {
    const value = this.section.get<unknown>(settings.defaultChatbot);
    return typeof value === 'number' ? String(value) : nonEmpty(value);
  }

  get userName(): string | undefined {
    return nonEmpty(this.section.get<unknown>(settings.userName));
  }

  get userEmail(): string | undefined {
    return nonEmpty(this.section.get<unknown>(settings.userEmail));
  }

  /** The user's own value alone: a workspace must not say where keys are sent. */
  get apiBaseUrl(): string {
    const inspected = this.section.inspect<unknown>(settings.apiBaseUrl);
    const value = inspected?.globalValue ?? inspected?.defaultValue;
    return typeof value === 'string' ? value : '';
  }

  /** Milliseconds; 0 for no limit. */
  get requestTimeoutMs(): number {
    const value = this.section.get<unknown>(settings.requestTimeout);
    const usable = typeof value === 'number' && value >= 0;
    const seconds = usable
      ? value
      : (this.section.inspect<number>(settings.requestTimeout)?.defaultValue ?? 0);
    // Node's timers hold 31 bits; anything longer would fire at once.
    return Math.min(seconds * 1000, 2 ** 31 - 1);
  }

  /** Which key sends a message: anything but a known value is the default. */
  get sendOn(): SendOn {
    return this.section.get<unknown>(settings.sendOn) === 'ctrlEnter' ? 'ctrlEnter' : 'enter';
  }

  /** Whether conversations are kept on the disk. */
  get isHistoryEnabled(): boolean {
    return this.section.get<unknown>(settings.historyEnabled) !== false;
  }

  /** After so many days conversations are deleted; 0 for never. */
  get historyMaxAgeDays(): number {
    const value = this.section.get<unknown>(settings.historyMaxAgeDays);
    return typeof value === 'number' && value >= 0 ? value : 0;
  }

  private get section(): vscode.WorkspaceConfiguration {
    return vscode.workspace.getConfiguration(settingsSection);
  }
}

function nonEmpty(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}
