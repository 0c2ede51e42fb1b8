import { existsSync } from 'node:fs';
import { deleteRows, eraseDeleted, removeOldFiles } from './deletion';
import { DiskFile } from './diskFile';
import { merge } from './mergedReads';
import { openMemory } from './openDatabase';
import type {
  Begun,
  ReadRequest,
  RecordEvent,
  RecordOptions,
  RecordTrouble,
  WriteRequest,
  Written,
} from './protocol';
import { readFrom, type ReadAnswer } from './reads';
import { RefusedWrites } from './refusedWrites';
import type { Sqlite } from './sql';
import { rowOf, type Store } from './store';
import { isBusyElsewhere } from './turnRows';
import { applyWrite, refOfWrite, type Writer } from './writes';

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
    const fromDisk = this.disk?.read((store) =>
      readFrom(store, wider(request, this.refused), reader),
    );
    if (fromDisk && !this.refused) return fromDisk.answer;
    const refused = this.refusedWrites();
    const fromMemory = readFrom(refused.memory, request, reader);
    return fromDisk ? merge<T>(request, fromDisk.answer, fromMemory, refused) : fromMemory;
  }

  write(request: WriteRequest): Begun {
    const outcome = this.memory ? this.writeTo(this.memory, request) : this.tryWrite(request);
    if (outcome !== 'busy' && isSeen(request)) {
      this.tell({ type: 'changed', conversations: [refOfWrite(request)], isOwn: true });
    }
    return outcome;
  }

  /** Tries again what was refused, and to open what could not be opened. */
  retry(): void {
    if (!this.disk || (this.disk.isWritable && this.refusedCount === 0)) return;
    this.attempt(() => undefined);
    if (this.disk.isWritable) this.tell({ type: 'changed', conversations: 'any', isOwn: false });
  }

  /** Removes everything. @returns what could not be removed. */
  deleteAll(): string[] {
    this.refused?.memory.sql.close();
    this.refused = undefined;
    const { memory, disk, options } = this;
    if (memory) deleteRows(memory);
    if (!disk) return this.deleteKeptBefore();
    const isDone = this.attempt((store) => {
      deleteRows(store);
      return true;
    });
    if (!isDone) return [options.path ?? ''];
    const isErased = disk.read(({ sql }) => eraseDeleted(sql))?.answer === true;
    return [...(isErased ? [] : [`${options.path ?? ''}-wal`]), ...removeOldFiles(options)];
  }

  private deleteKeptBefore(): string[] {
    const { keptBefore, ...options } = this.options;
    if (keptBefore?.path === undefined) return [];
    if (!existsSync(keptBefore.path)) return removeOldFiles(keptBefore);
    const before = new Keeper(this.sqlite, { ...options, ...keptBefore }, this.tell);
    const remains = before.deleteAll();
    before.close();
    return remains;
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

  writer(): Writer {
    return { owner: this.options.owner, now: Date.now() };
  }

  close(): void {
    this.disk?.close();
    this.memory?.sql.close();
  }

  private tryWrite(request: WriteRequest): Begun {
    const writer = this.writer();
    const outcome = this.attempt((store): Begun => {
      if (this.isBusy(store, request, writer)) return 'busy';
      applyWrite(store, request, writer);
      return { kept: true };
    });
    if (outcome) return outcome;
    const store = this.disk?.store;
    if (store && this.isBusy(store, request, writer)) return 'busy';
    this.refusedWrites().add(request, store, writer);
    return { kept: false };
  }

  private writeTo({ sql, index }: Store, request: WriteRequest): Written {
    sql.transaction(() => {
      applyWrite({ sql, index }, request, this.writer());
    });
    return { kept: false };
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
      this.told.clear();
      this.refused?.memory.sql.close();
      this.refused = undefined;
      return result;
    } catch (error) {
      if (this.disk) this.tellOnce(this.disk.troubleOf(error));
      return undefined;
    }
  }

  private isBusy(store: Store, request: WriteRequest, { owner, now }: Writer): boolean {
    if (request.type !== 'begin') return false;
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

/** Whether lists and other windows' pages show something else after it. */
function isSeen({ type }: WriteRequest): boolean {
  return type !== 'text' && type !== 'draft' && type !== 'position';
}

/** As many more rows as may turn out to be known better in memory. */
function wider<R extends ReadRequest>(request: R, refused: RefusedWrites | undefined): R {
  if (!refused || request.type !== 'rows') return request;
  return { ...request, limit: request.limit + refused.conversationCount };
}
