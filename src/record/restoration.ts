import { BackupUnreadable, conversationsIn } from './backupFile';
import { oldRows } from './deletion';
import type { Keeper } from './keeper';
import type { Restored, RestoreStep } from './protocol';
import { restoreInto } from './restore';

/** So many at once that other requests, and other windows, come in between. */
const perStep = 100;

/** Restores a file step by step, if all of it can be read. Done twice it adds nothing twice. */
export class Restoration {
  private readonly restored: Omit<Restored, 'outdated'>;
  private conversations: Generator | undefined;
  private isRefused = false;

  constructor(
    private readonly path: string,
    private readonly keeper: Keeper,
  ) {
    this.restored = { added: 0, merged: 0, unchanged: 0, refused: 0, kept: true };
  }

  step(): RestoreStep {
    try {
      this.conversations ??= this.begin();
      const batch: unknown[] = [];
      while (batch.length < perStep) {
        const next = this.conversations.next();
        if (next.done) break;
        batch.push(next.value);
      }
      if (batch.length > 0) this.bring(batch);
      const isDone = batch.length < perStep || this.isRefused;
      const outdated = isDone ? this.outdated() : 0;
      return { restored: { ...this.restored, outdated }, isDone };
    } catch (error) {
      if (error instanceof BackupUnreadable) return { failure: error.code };
      if ((error as NodeJS.ErrnoException).syscall !== undefined) return { failure: 'unreadable' };
      throw error;
    }
  }

  /** A file that ends in the middle is not restored in part. */
  private begin(): Generator {
    const all = conversationsIn(this.path);
    while (!all.next().done);
    return conversationsIn(this.path);
  }

  private outdated(): number {
    const { options } = this.keeper;
    const { now } = this.keeper.writer();
    return this.keeper.tidy((store) => oldRows(store, options.maxAgeDays, now).length) ?? 0;
  }

  private bring(batch: unknown[]): void {
    const counts = { ...this.restored };
    const isDone = this.keeper.bring((store) => {
      restoreInto(store, batch, counts);
      return true;
    });
    if (isDone) Object.assign(this.restored, counts);
    else {
      this.isRefused = true;
      this.restored.kept = false;
    }
  }
}
