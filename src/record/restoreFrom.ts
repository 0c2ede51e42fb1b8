import { BackupUnreadable, conversationsIn } from './backupFile';
import type { Keeper } from './keeper';
import type { Restored, RestoreFailed } from './protocol';
import { restoreInto } from './restore';

/** So many at once that other windows can write in between. */
const perTransaction = 100;

/** Restores a file, if all of it can be read. Done twice it adds nothing twice. */
export function restoreFrom(path: string, keeper: Keeper): Restored | RestoreFailed {
  try {
    readThrough(path);
    const kept = keeper.disk !== undefined;
    const restored: Restored = { added: 0, merged: 0, unchanged: 0, refused: 0, kept };
    bringAll(path, keeper, restored);
    return restored;
  } catch (error) {
    if (error instanceof BackupUnreadable) return { failure: error.code };
    if ((error as NodeJS.ErrnoException).syscall !== undefined) return { failure: 'unreadable' };
    throw error;
  }
}

/** A file that ends in the middle is not restored in part. */
function readThrough(path: string): void {
  const conversations = conversationsIn(path);
  while (!conversations.next().done);
}

function bringAll(path: string, keeper: Keeper, restored: Restored): void {
  let batch: unknown[] = [];
  const bring = () => {
    const counts = { ...restored };
    const isDone = keeper.bring((store) => {
      restoreInto(store, batch, counts);
      return true;
    });
    if (isDone) Object.assign(restored, counts);
    else restored.kept = false;
    batch = [];
    return isDone === true;
  };
  for (const each of conversationsIn(path)) {
    batch.push(each);
    if (batch.length === perTransaction && !bring()) return;
  }
  if (batch.length > 0) bring();
}
