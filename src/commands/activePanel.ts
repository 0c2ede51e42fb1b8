import type { ConversationPanel } from '../views/conversationPanel';
import { showInformation } from '../support/notifications';
import type { CommandParts } from './commandParts';

/** The panel that has the focus. Without one, says what is needed. */
export function activePanel({
  panels,
}: Pick<CommandParts, 'panels'>): ConversationPanel | undefined {
  const panel = panels.activePanel;
  if (!panel) void showInformation('Open a conversation first: this works on the one in front.');
  return panel;
}
