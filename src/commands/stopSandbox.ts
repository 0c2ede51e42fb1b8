import type { CommandParts } from './commandParts';
import { showStatus } from '../support/notifications';

export async function stopSandbox({ sandbox }: Pick<CommandParts, 'sandbox'>): Promise<void> {
  await sandbox.stop();
  showStatus('The sandbox has stopped.');
}
