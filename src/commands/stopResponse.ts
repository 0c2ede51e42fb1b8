import { showStatus } from '../support/notifications';
import { activePanel } from './activePanel';
import type { CommandParts } from './commandParts';

/** Ends our side of the answer in the active panel. */
export function stopResponse(parts: Pick<CommandParts, 'panels'>): Promise<void> {
  const panel = activePanel(parts);
  if (panel?.isAnswering) panel.stop();
  else if (panel) showStatus('No answer is under way in this conversation.');
  return Promise.resolve();
}
