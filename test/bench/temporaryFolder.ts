import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Holds all that a run writes, and goes with it, also when Ctrl-C ends the run. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'userdesk-bench-'));

  constructor() {
    process.on('exit', this.remove);
  }

  /** At the exit, lets whatever was started meanwhile be ended first: it may be writing here. */
  removeLast(): void {
    process.off('exit', this.remove).on('exit', this.remove);
  }

  readonly remove = (): void => {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 10 });
  };
}
