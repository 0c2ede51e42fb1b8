import * as vscode from 'vscode';
import type { Conversation } from '../conversations/conversation';
import type { ConversationPanel } from '../views/conversationPanel';
import { showInformation } from '../support/notifications';
import type { CommandParts } from './commandParts';
import { pickConversation, type PickParts } from './pickConversation';

type Panels = Pick<CommandParts, 'panels'>;

/** The panel that has the focus. Without one, says what is needed. */
export function activePanel({ panels }: Panels): ConversationPanel | undefined {
  const panel = panels.activePanel;
  if (!panel) void showInformation('Open a conversation first: this works on the one in front.');
  return panel;
}

/** The active panel's conversation; where another panel's may be meant, one that is picked. */
export async function conversationInFront(
  title: string,
  parts: PickParts & Panels,
  argument: unknown,
): Promise<Conversation | undefined> {
  if (mayMeanInactive(argument, parts)) return pickConversation(title, parts);
  return activePanel(parts)?.conversation;
}

/**
 * With this setting of VS Code's, the title bar of a group shows its actions though the group is
 * not the active one, and a click there does not make it so. A title bar passes the address of
 * its editor, which says of a webview only that it is one.
 */
export function mayMeanInactive(argument: unknown, { panels }: Panels): boolean {
  const isFromTitleBar = argument instanceof vscode.Uri && argument.scheme === 'webview-panel';
  const editors = vscode.workspace.getConfiguration('workbench.editor');
  return (
    isFromTitleBar &&
    editors.get<unknown>('alwaysShowEditorActions') === true &&
    panels.showsInactive
  );
}
