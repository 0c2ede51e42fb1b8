import type { Restored, RestoreFailed } from '../record/protocol';
import type { RecordClient } from './recordClient';

/** Puts a file of a backup into the record, in steps between which everything else goes on. */
export async function restoreHistory(
  record: Pick<RecordClient, 'ask'>,
  path: string,
): Promise<Restored | RestoreFailed> {
  let step = await record.ask({ type: 'restore', path });
  while (!('failure' in step) && !step.isDone) step = await record.ask({ type: 'restoreMore' });
  return 'failure' in step ? step : step.restored;
}
