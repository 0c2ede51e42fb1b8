import { Chores } from './chores';
import { Keeper } from './keeper';
import { OtherWriters } from './otherWriters';
import type {
  ReadRequest,
  RecordAnswer,
  RecordEvent,
  RecordOptions,
  RecordRequest,
  RecordStatus,
  RestoreStep,
} from './protocol';
import { Restoration } from './restoration';
import { newestVersion, versionOf } from './schema';
import type { Sqlite } from './sql';
import { isWrite } from './writes';

/** How soon it is noticed that another window has written something, while somebody listens. */
const lookEveryMs = 1000;

/** Answers requests, one after the other, and tells what happens in between. */
export class RecordService {
  private readonly keeper: Keeper;
  private chores: Chores | undefined;
  private readonly others = new OtherWriters();
  private restoration: Restoration | undefined;
  private looking: NodeJS.Timeout | undefined;

  constructor(
    sqlite: Sqlite,
    options: RecordOptions,
    private readonly tell: (event: RecordEvent) => void,
  ) {
    this.keeper = new Keeper(sqlite, options, tell);
  }

  answer(request: RecordRequest): RecordAnswer<RecordRequest['type']> {
    this.chores ??= this.open();
    if (isWrite(request)) {
      const outcome = this.keeper.write(request);
      if (typeof outcome === 'object') this.chores.after(request);
      return outcome;
    }
    switch (request.type) {
      case 'chatbots':
        return this.keeper.read(request).map(({ chatbot }) => chatbot);
      case 'find':
      case 'get':
      case 'transcript':
      case 'days':
      case 'rows':
      case 'pinned':
      case 'users':
      case 'counts':
      case 'search':
      case 'backupPage':
      case 'backupOf':
        return this.keeper.read<Exclude<ReadRequest['type'], 'chatbots'>>(request);
      case 'status':
        return this.status();
      case 'refresh':
        this.keeper.retry();
        this.look();
        return undefined;
      case 'listen':
        this.look();
        this.looking ??= setInterval(() => {
          this.look();
        }, lookEveryMs);
        return undefined;
      case 'deleteAll': {
        const deleted = this.keeper.deleteAll();
        if ('refused' in deleted) return deleted;
        // Nothing comes in again after it.
        this.restoration?.end();
        this.restoration = undefined;
        this.tell({ type: 'changed', conversations: 'any', isOwn: true });
        return deleted;
      }
      case 'restore':
        if (this.restoration) return { failure: 'busy' };
        this.restoration = new Restoration(request.path, this.keeper);
        return this.restoreMore();
      case 'restoreMore':
        return this.restoreMore();
      case 'close':
        this.close();
        return undefined;
    }
  }

  private open(): Chores {
    this.keeper.disk?.open();
    return new Chores(this.keeper, () => {
      this.tell({ type: 'changed', conversations: 'any', isOwn: false });
    });
  }

  private restoreMore(): RestoreStep {
    const { restoration } = this;
    // The thread was replaced in the middle: it can be begun anew.
    if (!restoration) return { failure: 'interrupted' };
    // A step that throws is the last one.
    this.restoration = undefined;
    const step = restoration.step();
    if ('failure' in step || step.isDone) {
      this.tell({ type: 'changed', conversations: 'any', isOwn: false });
    } else this.restoration = restoration;
    return step;
  }

  private look(): void {
    this.chores?.lookForDead();
    const found = this.keeper.disk?.read((store) => this.others.look(store))?.answer;
    if (!found) return;
    const { written, deleted } = found;
    this.tell({ type: 'changed', conversations: written, isOwn: false });
    if (deleted.length === 0) return;
    this.tell({ type: 'deleted', conversations: deleted });
    // In case that window is gone by the time.
    this.chores?.comeBack();
  }

  private status(): RecordStatus {
    const { disk, refusedCount: refused } = this.keeper;
    const found = disk?.read(({ sql, index }) => ({
      journalMode: String(sql.value('PRAGMA journal_mode')),
      synchronous: Number(sql.value('PRAGMA synchronous')),
      version: versionOf(sql),
      fullText: index.isUsable,
    }));
    return disk && found
      ? { place: 'disk', isWritable: disk.isWritable, refused, ...found.answer }
      : { place: 'memory', isWritable: true, refused, ...inMemory };
  }

  private close(): void {
    clearInterval(this.looking);
    this.keeper.retry();
    this.chores?.end();
    if (this.keeper.disk?.isWritable) this.keeper.cutLog();
    this.keeper.close();
  }
}

const inMemory = { journalMode: 'memory', synchronous: 0, version: newestVersion, fullText: true };
