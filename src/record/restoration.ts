import { BackupUnreadable } from './backupFile';
import { partsIn, perStep } from './backupParts';
import { oldRows } from './deletion';
import type { Keeper } from './keeper';
import type { Restored, RestoreStep } from './protocol';
import { restoreParts, type Part } from './restore';

/** Restores a file step by step, if all of it can be read. Done twice it adds nothing twice. */
export class Restoration {
  private readonly restored: Omit<Restored, 'outdated'>;
  private readonly work: ReturnType<typeof partsIn>;
  private hasBegun = false;

  constructor(
    path: string,
    private readonly keeper: Keeper,
  ) {
    const kept = keeper.disk ? 'onDisk' : 'inMemory';
    this.restored = { added: 0, merged: 0, unchanged: 0, refused: 0, kept };
    this.work = partsIn(path);
  }

  step(): RestoreStep {
    try {
      const { parts, isAtEnd } = this.next();
      if (parts.length > 0) this.bring(parts);
      const isDone = isAtEnd || this.restored.kept === 'refused';
      const outdated = isDone ? this.outdated() : 0;
      if (isDone) this.end();
      return { restored: { ...this.restored, outdated }, isDone };
    } catch (error) {
      const code = error instanceof BackupUnreadable ? error.code : undefined;
      const isOfFile = (error as NodeJS.ErrnoException).syscall !== undefined;
      if (code === undefined && !isOfFile) throw error;
      // The file has changed under us.
      return { failure: this.hasBegun ? 'interrupted' : (code ?? 'unreadable') };
    }
  }

  /** Lets go of the file. */
  end(): void {
    this.work.return(undefined);
  }

  private next(): { parts: Part[]; isAtEnd: boolean } {
    const parts: Part[] = [];
    for (let cost = 0; cost < perStep;) {
      const work = this.work.next();
      if (work.done) return { parts, isAtEnd: true };
      const { cost: more, found } = work.value;
      cost += more;
      if (found === 'refused') this.restored.refused++;
      else if (found) parts.push(found);
    }
    return { parts, isAtEnd: false };
  }

  private outdated(): number {
    const { options } = this.keeper;
    const { now } = this.keeper.writer();
    return this.keeper.tidy((store) => oldRows(store, options.maxAgeDays, now).length) ?? 0;
  }

  private bring(parts: Part[]): void {
    this.hasBegun = true;
    const counts = { ...this.restored };
    const isDone = this.keeper.bring((store) => {
      restoreParts(store, parts, counts);
      return true;
    });
    if (isDone) Object.assign(this.restored, counts);
    else this.restored.kept = 'refused';
  }
}
