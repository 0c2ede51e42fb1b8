import { existsSync } from 'node:fs';
import { deleteRows, eraseDeleted, truncateLog } from './deletion';
import { DiskFile } from './diskFile';
import { merge } from './mergedReads';
import { openMemory } from './openDatabase';
import type {
  Begun,
  Continued,
  DeletedAll,
  ReadRequest,
  RecordEvent,
  RecordOptions,
  RecordTrouble,
  WriteRequest,
} from './protocol';
import { readFrom, type ReadAnswer } from './reads';
import { RefusedWrites } from './refusedWrites';
import type { Sqlite } from './sql';
import { removeOldFiles } from './removal';
import { rowOf, type Store } from './store';
import { isBusyElsewhere } from './turnRows';
import { applyWrite, changeBy, refOfWrite, type Writer } from './writes';

type Outcome = Begun | Continued;
type ReadOf<T extends ReadRequest['type']> = Extract<ReadRequest, { type: T }>;

/**
 * The record of one window: on the disk, as far as that does what it should, and in memory what
 * it refuses, until it takes it.
 */
export class Keeper {
  readonly disk: DiskFile | undefined;
  private readonly memory: Store | undefined;
  private refused: RefusedWrites | undefined;
  private readonly told = new Set<string>();

  constructor(
    private readonly sqlite: Sqlite,
    readonly options: RecordOptions,
    private readonly tell: (event: RecordEvent) => void,
  ) {
    const { path, oldFiles } = options;
    if (path === undefined) this.memory = openMemory(sqlite);
    else {
      this.disk = new DiskFile(sqlite, path, oldFiles, (trouble) => {
        this.tellOnce(trouble);
      });
    }
  }

  get refusedCount(): number {
    return this.refused?.requests.length ?? 0;
  }

  read<T extends ReadRequest['type']>(request: ReadOf<T>): ReadAnswer<T> {
    const reader = this.writer();
    if (this.memory) return readFrom(this.memory, request, reader);
    const fromDisk = this.disk?.read(
      (store) => readFrom(store, wider(request, this.refused), reader),
      // "Nothing is found" would not be true.
      request.type !== 'search',
    );
    if (fromDisk && !this.refused) return fromDisk.answer;
    const refused = this.refusedWrites();
    const fromMemory = readFrom(refused.memory, request, reader);
    return fromDisk ? merge<T>(request, fromDisk.answer, fromMemory, refused) : fromMemory;
  }

  write(request: WriteRequest): Outcome {
    const outcome = this.memory ? this.writeTo(this.memory, request) : this.tryWrite(request);
    const change = typeof outcome === 'object' ? changeBy(request) : undefined;
    if (change) this.tell(change);
    return outcome;
  }

  /** Tries again what was refused, and to open what could not be opened. */
  retry(): void {
    if (!this.disk || (this.disk.isWritable && this.refusedCount === 0)) return;
    this.attempt(() => undefined);
    if (this.disk.isWritable) this.tell({ type: 'changed', conversations: 'any', isOwn: false });
  }

  /** Removes everything, or nothing. */
  deleteAll(): DeletedAll {
    const { memory, disk, options } = this;
    if (!disk) {
      const deleted = this.deleteKeptBefore();
      if (memory && !('refused' in deleted)) deleteRows(memory);
      return deleted;
    }
    const { owner, now } = this.writer();
    try {
      const isBusy = disk.write((store) => {
        if (isBusyElsewhere(store, 'any', owner, now)) return true;
        deleteRows(store);
        return false;
      });
      if (isBusy) return { refused: 'busy' };
    } catch (error) {
      return { refused: disk.troubleOf(error) };
    }
    this.allIsWell();
    const isErased = disk.read(({ sql }) => eraseDeleted(sql))?.answer === true;
    const log = isErased ? [] : [`${options.path ?? ''}-wal`];
    return { remains: [...log, ...removeOldFiles(options)] };
  }

  private deleteKeptBefore(): DeletedAll {
    const { keptBefore, ...options } = this.options;
    if (keptBefore?.path === undefined) return { remains: [] };
    if (!existsSync(keptBefore.path)) return { remains: removeOldFiles(keptBefore) };
    // Why it refuses, if it does, is answered.
    const before = new Keeper(this.sqlite, { ...options, ...keptBefore }, () => undefined);
    const deleted = before.deleteAll();
    before.close();
    return deleted;
  }

  /** Many writes at once. @returns `undefined` if the disk refuses. */
  bring<T>(action: (store: Store) => T): T | undefined {
    const { memory } = this;
    return memory ? memory.sql.transaction(() => action(memory)) : this.attempt(action);
  }

  /** Chores: on the disk if it lets us, else another time. */
  tidy<T>(action: (store: Store) => T): T | undefined {
    return this.memory || this.disk?.isWritable ? this.bring(action) : undefined;
  }

  /** Takes what was deleted out of the log, too. @returns whether it could. */
  cutLog(): boolean {
    return !this.disk || this.disk.read(({ sql }) => truncateLog(sql))?.answer === true;
  }

  writer(): Writer {
    return { owner: this.options.owner, now: Date.now() };
  }

  close(): void {
    this.disk?.close();
    this.memory?.sql.close();
  }

  private tryWrite(request: WriteRequest): Outcome {
    const writer = this.writer();
    const outcome = this.attempt((store): Outcome => {
      if (this.isBusy(store, request, writer)) return 'busy';
      return applyWrite(store, request, writer) ?? { kept: true };
    });
    if (outcome) return outcome;
    const store = this.disk?.store;
    if (store && this.isBusy(store, request, writer)) return 'busy';
    return this.refusedWrites().add(request, store, writer) ?? { kept: false };
  }

  private writeTo({ sql, index }: Store, request: WriteRequest): Outcome {
    return sql.transaction(
      () => applyWrite({ sql, index }, request, this.writer()) ?? { kept: false },
    );
  }

  /** Writes what was refused before, and then this. @returns `undefined` if the disk refuses. */
  private attempt<T>(action: (store: Store) => T): T | undefined {
    try {
      const result = this.disk?.write((store) => {
        for (const earlier of this.refused?.requests ?? []) {
          applyWrite(store, earlier, this.writer());
        }
        return action(store);
      });
      this.allIsWell();
      return result;
    } catch (error) {
      if (this.disk) this.tellOnce(this.disk.troubleOf(error));
      return undefined;
    }
  }

  /** The disk has what it refused before, or is not to have it any more. */
  private allIsWell(): void {
    this.told.clear();
    this.refused?.memory.sql.close();
    this.refused = undefined;
  }

  private isBusy(store: Store, request: WriteRequest, { owner, now }: Writer): boolean {
    if (request.type !== 'begin' && request.type !== 'delete') return false;
    const row = rowOf(store, refOfWrite(request));
    return row !== undefined && isBusyElsewhere(store, row, owner, now);
  }

  private refusedWrites(): RefusedWrites {
    return (this.refused ??= new RefusedWrites(openMemory(this.sqlite)));
  }

  private tellOnce(trouble: RecordTrouble): void {
    if (this.told.has(trouble.kind)) return;
    this.told.add(trouble.kind);
    this.tell({ type: 'trouble', trouble });
  }
}

/** As many more rows as may turn out to be known better in memory. */
function wider<R extends ReadRequest>(request: R, refused: RefusedWrites | undefined): R {
  if (!refused || request.type !== 'rows') return request;
  return { ...request, limit: request.limit + refused.conversationCount };
}
