import { randomUUID } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import type { PlainRecord } from '../record/plainRecord';
import type {
  DeletedAll,
  FromWorker,
  RecordAnswer,
  RecordEvent,
  RecordOptions,
  RecordRequest,
  WriteRequest,
  Written,
} from '../record/protocol';
import { removeAllFiles } from '../record/removal';
import { changeBy, isWrite } from '../record/writes';
import { Listeners } from '../support/listeners';
import { nextTurn } from '../support/nextTurn';
import { post, startThread, unasked } from './recordThread';

interface Pending {
  request: RecordRequest;
  resolve: (answer: unknown) => void;
  reject: (reason: Error) => void;
}

/** A thread that dies so often without an answer in between will not live. */
const mostDeaths = 3;

/**
 * The record, as the extension host has it: a thread of its own does the work, started at the
 * first request, and nothing here ever waits. If the thread dies, another one is asked the same
 * again (the record takes a write twice as one); if there can be none, the record is kept here.
 */
export class RecordClient {
  private readonly options: RecordOptions;
  private readonly listeners: Listeners<RecordEvent>;
  private readonly pending = new Map<number, Pending>();
  /** Writes that are in the thread's memory alone, should it die. */
  private unkept: WriteRequest[] = [];
  private worker: Worker | undefined;
  private starting: Promise<void> | undefined;
  /** Loaded where it is needed, which is hardly anywhere. */
  private plain: Promise<PlainRecord> | undefined;
  private closed: Promise<void> | undefined;
  private lastNumber = 0;
  private deaths = 0;

  /**
   * @param workerPath the bundle of `src/record/recordWorker.ts`
   * @param failed told what a listener threw, and why the end was not as it should be
   */
  constructor(
    private readonly workerPath: string,
    options: Omit<RecordOptions, 'owner'>,
    private readonly failed: (error: unknown) => void,
  ) {
    this.options = { ...options, owner: randomUUID() };
    this.listeners = new Listeners(failed);
  }

  /**
   * After the end nothing is kept any more.
   * @throws Error for a request that is a mistake, or asks something after the end
   */
  ask<T extends RecordRequest['type']>(
    request: Extract<RecordRequest, { type: T }>,
  ): Promise<RecordAnswer<T>> {
    if (this.closed) return afterEnd(request) as Promise<RecordAnswer<T>>;
    return this.send(request) as Promise<RecordAnswer<T>>;
  }

  /**
   * Told what is written, by other windows too, once the record is in use. It is not put in use
   * for that alone.
   * @returns what ends the listening
   */
  listen(listener: (event: RecordEvent) => void): () => void {
    if (this.worker) post(this.worker, unasked({ type: 'listen' }));
    return this.listeners.add(listener);
  }

  /** Resolves when everything is on the disk, as far as the disk takes it. */
  close(): Promise<void> {
    return (this.closed ??= this.end());
  }

  private async end(): Promise<void> {
    if (this.starting) await this.starting;
    if (!this.worker) return;
    await this.send({ type: 'close' }).catch(this.failed);
    await this.takeWorker()?.terminate();
  }

  /** Whatever it does from now on, it is not ours. */
  private takeWorker(): Worker | undefined {
    const { worker } = this;
    this.worker = undefined;
    return worker;
  }

  private send(request: RecordRequest): Promise<unknown> {
    if (this.plain) return this.plain.then((plain) => this.answerHere(plain, request));
    return new Promise((resolve, reject) => {
      const number = ++this.lastNumber;
      this.pending.set(number, { request, resolve, reject });
      if (!this.worker) {
        this.startSoon();
        return;
      }
      // As long as somebody waits, the process does.
      this.worker.ref();
      this.hand(this.worker, number, request);
    });
  }

  /** What cannot be copied to another thread is the mistake of the one who asks, and of no other. */
  private hand(worker: Worker, number: number, request: RecordRequest): void {
    try {
      post(worker, { number, request });
    } catch (error) {
      this.settle(number, ({ reject }) => {
        reject(error as Error);
      });
    }
  }

  /** In a turn of its own, as it takes this thread a while. */
  private startSoon(): void {
    this.starting ??= nextTurn().then(() => {
      this.starting = undefined;
      try {
        this.startAnew();
      } catch (error) {
        this.died(String(error));
      }
    });
  }

  /** With all that is not answered and not kept yet. */
  private startAnew(): void {
    const worker = (this.worker = this.start());
    for (const request of this.unkept) post(worker, unasked(request));
    for (const [number, { request }] of this.pending) this.hand(worker, number, request);
    if (this.pending.size === 0) worker.unref();
  }

  private start(): Worker {
    const worker = startThread(this.workerPath, this.options);
    worker.on('message', (message: FromWorker) => {
      if (worker === this.worker) this.receive(message);
    });
    let reason = 'the thread ended';
    worker.on('error', (error: unknown) => {
      reason = String(error);
    });
    worker.on('exit', () => {
      if (worker === this.worker) this.died(reason);
    });
    if (this.listeners.hasAny) post(worker, unasked({ type: 'listen' }));
    return worker;
  }

  private receive(message: FromWorker): void {
    switch (message.type) {
      case 'event':
        this.listeners.tell(message.event);
        return;
      case 'withoutSqlite':
        this.goOnHere('this Node has no SQLite');
        return;
      case 'answer':
        this.deaths = 0;
        this.settle(message.number, (pending) => {
          this.note(pending.request, message.answer);
          pending.resolve(message.answer);
        });
        return;
      case 'failed':
        this.deaths = 0;
        this.settle(message.number, ({ reject }) => {
          const { reason, stack } = message;
          reject(Object.assign(new Error(reason), stack !== undefined && { stack }));
        });
    }
  }

  private settle(number: number, end: (pending: Pending) => void): void {
    const pending = this.pending.get(number);
    this.pending.delete(number);
    if (this.pending.size === 0) this.worker?.unref();
    if (pending) end(pending);
  }

  private note(request: RecordRequest, answer: unknown): void {
    if (!isWrite(request) || this.options.path === undefined || typeof answer === 'string') return;
    // What the disk takes it takes with all that it refused before.
    if ((answer as Written).kept) this.unkept = [];
    else this.unkept.push(request);
  }

  private died(reason: string): void {
    this.worker = undefined;
    this.deaths++;
    if (this.deaths >= mostDeaths) {
      this.goOnHere(reason);
      return;
    }
    if (this.pending.size === 0 && this.unkept.length === 0) return;
    this.startAnew();
  }

  private goOnHere(reason: string): void {
    const { unkept } = this;
    this.unkept = [];
    void this.takeWorker()?.terminate();
    this.plain = import('../record/plainRecord').then(({ plainRecordOf }) => plainRecordOf(unkept));
    if (this.options.path !== undefined) {
      this.listeners.tell({ type: 'trouble', trouble: { kind: 'unavailable', reason } });
    }
    for (const { request, resolve } of this.pending.values()) resolve(this.send(request));
    this.pending.clear();
  }

  private answerHere(plain: PlainRecord, request: RecordRequest): unknown {
    if (request.type === 'deleteAll') return this.deleteAllHere(plain);
    const answer = plain.answer(request);
    const change = isWrite(request) ? changeBy(request) : undefined;
    if (change) this.listeners.tell(change);
    return answer;
  }

  /** What was kept when there was SQLite can only go as a whole. */
  private async deleteAllHere(plain: PlainRecord): Promise<DeletedAll> {
    const remains = await removeAllFiles(this.options.keptBefore ?? this.options);
    plain.answer({ type: 'deleteAll' });
    this.listeners.tell({ type: 'changed', conversations: 'any', isOwn: true });
    return { remains };
  }
}

function afterEnd(request: RecordRequest): Promise<Written> {
  return isWrite(request)
    ? Promise.resolve({ kept: false })
    : Promise.reject(new Error('The record is closed'));
}
