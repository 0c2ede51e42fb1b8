import { identityOf, setAside } from './fileSystem';
import { failureKind, isCorruptIndex, NewerRecord } from './failureKinds';
import { bringIn } from './oldFiles';
import { openFile, openReadOnly, refuseNewer, type OpenFile } from './openDatabase';
import type { RecordOptions, RecordTrouble } from './protocol';
import type { Sqlite } from './sql';
import type { Store } from './store';

/** How long another program may hold the lock before we go on without. */
const patienceMs = 5000;
/** After it has held it for that long, it is asked for in passing alone. */
const impatienceMs = 100;

/**
 * The database on the disk: opened when first needed, opened again when that may help, and put
 * aside for a new one when it is damaged.
 */
export class DiskFile {
  private file: (OpenFile & { readonly isWritable: boolean }) | undefined;
  private wasTried = false;
  private isNewer = false;
  private isHeldByOthers = false;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly path: string,
    private readonly oldFiles: RecordOptions['oldFiles'],
    private readonly tell: (trouble: RecordTrouble) => void,
  ) {}

  /** What is open for reading, if anything. */
  get store(): Store | undefined {
    return this.file;
  }

  get isWritable(): boolean {
    return this.file?.isWritable === true;
  }

  open(): void {
    if (!this.wasTried || this.isReplaced()) this.openForReading();
  }

  /**
   * @returns `undefined` where there is nothing that could be read.
   * @throws what is not to be expected of the disk, if nothing may stand in for the answer
   */
  read<T>(action: (store: Store) => T, mayStandIn = true): { answer: T } | undefined {
    try {
      this.open();
      return this.repairing(() => this.file && { answer: action(this.file) });
    } catch (error) {
      // A newer file may have other tables altogether.
      const trouble = this.troubleOf(error);
      if (trouble.kind === 'unexpected' && !mayStandIn) throw error;
      if (!this.isNewer) this.tell(trouble);
      return undefined;
    }
  }

  /**
   * Within a transaction.
   * @throws what the disk says
   */
  write<T>(action: (store: Store) => T): T {
    try {
      const result = this.repairing(() => {
        const store = this.writable();
        return store.sql.transaction(() => {
          // Another window may be of a newer version and have changed the tables under us.
          refuseNewer(store.sql);
          return action(store);
        });
      });
      this.beHeld(false);
      return result;
    } catch (error) {
      const kind = failureKind(error, this.path);
      if (kind === 'locked') this.beHeld(true);
      if (kind === 'newer' && !this.isNewer) this.readOnly(true);
      throw error;
    }
  }

  /** @throws what is no failure of the disk, but a mistake of ours. */
  troubleOf(error: unknown): RecordTrouble {
    const kind = failureKind(error, this.path);
    if (kind === undefined) throw error;
    return { kind, reason: String(error) };
  }

  close(): void {
    this.file?.sql.close();
    this.file = undefined;
  }

  /** What is open for writing; what could not be opened so is tried again. */
  private writable(): Store {
    if (this.isNewer) throw new NewerRecord();
    if (this.file?.isWritable && !this.isReplaced()) return this.file;
    const opened = this.openForWriting();
    this.close();
    this.wasTried = true;
    this.file = { ...opened, isWritable: true };
    return this.file;
  }

  /** Another window has set the file aside, or somebody has removed it. */
  private isReplaced(): boolean {
    return this.file?.isWritable === true && this.file.identity !== identityOf(this.path);
  }

  private openForWriting(): OpenFile {
    const patience = this.isHeldByOthers ? impatienceMs : patienceMs;
    return openFile(this.sqlite, this.path, patience, (store) => {
      if (this.oldFiles) bringIn(store, this.oldFiles);
    });
  }

  private openForReading(): void {
    this.wasTried = true;
    try {
      this.repairing(() => this.writable());
    } catch (error) {
      const trouble = this.troubleOf(error);
      if (trouble.kind === 'locked') this.beHeld(true);
      else this.readOnly(trouble.kind === 'newer');
      this.tell(trouble);
    }
  }

  private readOnly(isNewer: boolean): void {
    this.close();
    this.isNewer = isNewer;
    const opened = openReadOnly(this.sqlite, this.path);
    this.file = opened && { ...opened, isWritable: false };
  }

  /** Does it; if the file turns out to be damaged, once more with what takes its place. */
  private repairing<T>(action: () => T): T {
    const before = identityOf(this.path);
    try {
      return action();
    } catch (error) {
      if (isCorruptIndex(error) && this.isWritable && this.file) {
        const { sql, index } = this.file;
        sql.transaction(() => {
          index.build();
        });
      } else if (!this.isNewer && failureKind(error, this.path) === 'corrupt') {
        this.beginAnew(error, before);
      } else throw error;
      return action();
    }
  }

  private beginAnew(error: unknown, damaged: string | undefined): void {
    const identity = this.file?.identity ?? damaged;
    this.close();
    const trouble: RecordTrouble = { kind: 'corrupt', reason: String(error) };
    // Another window may have done it already.
    if (identity !== undefined && identity === identityOf(this.path)) {
      trouble.setAside = setAside(this.path, new Date());
    }
    this.file = { ...this.openForWriting(), isWritable: true };
    this.tell(trouble);
  }

  private beHeld(isHeld: boolean): void {
    if (isHeld === this.isHeldByOthers) return;
    this.isHeldByOthers = isHeld;
    this.file?.sql.exec(`PRAGMA busy_timeout = ${isHeld ? impatienceMs : patienceMs}`);
  }
}
