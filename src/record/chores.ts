import { purgeDeleted, purgeOld, undoMs } from './deletion';
import type { Keeper } from './keeper';
import type { WriteRequest } from './protocol';
import { deadTurns, letGoOfDead, letGoOfOwn } from './turnRows';
import { beat, forget, forgetDead } from './windows';

const beatEveryMs = 2000;
const dayMs = 24 * 60 * 60 * 1000;

/** What the record does of its own accord, at its time. */
export class Chores {
  private beating: NodeJS.Timeout | undefined;
  private readonly daily: NodeJS.Timeout;

  constructor(
    private readonly keeper: Keeper,
    /** Told that the record is another by that. */
    private readonly changed: () => void,
  ) {
    this.atOpen();
    this.daily = setInterval(() => {
      this.purge();
    }, dayMs);
  }

  /** What a write brings with it. */
  after({ type }: WriteRequest): void {
    if (type === 'begin') this.keepBeating();
    if (type === 'delete') {
      // By then it is past undoing, even by a clock that is a little behind.
      setTimeout(() => {
        this.purge();
      }, undoMs + 50);
    }
  }

  /** Notices answers whose window is gone, which cannot say so itself. */
  lookForDead(): void {
    const { now } = this.keeper.writer();
    const found = this.keeper.disk?.read((store) => deadTurns(store, now).length > 0);
    if (!found?.answer || !this.keeper.disk?.isWritable) return;
    this.keeper.tidy((store) => {
      letGoOfDead(store, now);
    });
    this.changed();
  }

  end(): void {
    clearInterval(this.daily);
    this.stopBeating();
    const { owner } = this.keeper.options;
    this.keeper.tidy((store) => {
      letGoOfOwn(store, owner);
      forget(store.sql, owner);
    });
  }

  private atOpen(): void {
    // Answers of this very window: the thread died, and this one takes over.
    this.beat();
    this.keeper.tidy((store) => {
      const { now } = this.keeper.writer();
      letGoOfDead(store, now);
      forgetDead(store.sql, now);
    });
    this.purge();
  }

  private purge(): void {
    const isChanged = this.keeper.tidy((store) => {
      const { now } = this.keeper.writer();
      const isDeleted = purgeDeleted(store, now);
      return purgeOld(store, this.keeper.options.maxAgeDays, now) || isDeleted;
    });
    if (isChanged) this.changed();
  }

  /** As long as this window has answers under way. */
  private beat(): void {
    const { owner, now } = this.keeper.writer();
    const isNeeded = this.keeper.tidy(({ sql }) => {
      const held = sql.value('SELECT count(*) FROM turns WHERE owner = ?', owner);
      if (held !== 0) beat(sql, owner, now);
      return held !== 0;
    });
    if (isNeeded) this.keepBeating();
    // Where the disk refused it is not known, and tried again.
    else if (isNeeded === false) this.stopBeating();
  }

  private keepBeating(): void {
    this.beating ??= setInterval(() => {
      this.beat();
    }, beatEveryMs);
  }

  private stopBeating(): void {
    clearInterval(this.beating);
    this.beating = undefined;
  }
}
