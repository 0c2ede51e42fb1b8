import { purgeDeleted, purgeOld, undoMs, untilPurge } from './deletion';
import type { Keeper } from './keeper';
import { takeOut } from './oldFiles';
import type { ConversationRef, WriteRequest } from './protocol';
import { deadTurns, letGoOfDead, letGoOfOwn } from './turnRows';
import { beat, forget, forgetDead } from './windows';

const beatEveryMs = 2000;
const dayMs = 24 * 60 * 60 * 1000;

/** What the record does of its own accord, at its time. */
export class Chores {
  private beating: NodeJS.Timeout | undefined;
  private purging: NodeJS.Timeout | undefined;
  /** Purged, and to be taken out of older files and the log, too. */
  private purged: ConversationRef[] = [];

  constructor(
    private readonly keeper: Keeper,
    /** Told that the record is another by that. */
    private readonly changed: () => void,
  ) {
    this.atOpen();
  }

  /** What a write brings with it. */
  after({ type }: WriteRequest): void {
    if (type === 'begin') this.keepBeating();
    if (type === 'delete') this.comeBack();
  }

  /** When there is something to purge, or to see why it could not be. */
  comeBack(): void {
    const { now } = this.keeper.writer();
    const due = this.keeper.tidy((store) => untilPurge(store, now) ?? dayMs) ?? undoMs;
    const wait = this.purged.length > 0 ? Math.min(due, undoMs) : due;
    clearTimeout(this.purging);
    // By then it is past undoing, even by a clock that is a little behind.
    this.purging = setTimeout(
      () => {
        this.purge();
      },
      Math.min(wait + 50, dayMs),
    );
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
    clearTimeout(this.purging);
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
    const { oldFiles, maxAgeDays } = this.keeper.options;
    const purged = this.keeper.tidy((store) => {
      const { now } = this.keeper.writer();
      return [...purgeDeleted(store, now), ...purgeOld(store, maxAgeDays, now)];
    });
    if (purged && purged.length > 0) {
      this.purged.push(...purged);
      this.changed();
    }
    if (this.purged.length > 0) {
      const isOut = !oldFiles || takeOut(oldFiles, this.purged);
      if (this.keeper.cutLog() && isOut) this.purged = [];
    }
    this.comeBack();
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
