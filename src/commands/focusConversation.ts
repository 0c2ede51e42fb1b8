import { activePanel } from './activePanel';
import type { CommandParts } from './commandParts';

type Parts = Pick<CommandParts, 'panels'>;

export function focusMessageInput(parts: Parts): Promise<void> {
  activePanel(parts)?.focus('message');
  return Promise.resolve();
}

export function focusLastResponse(parts: Parts): Promise<void> {
  activePanel(parts)?.focus('lastResponse');
  return Promise.resolve();
}
