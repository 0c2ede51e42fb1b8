import { Worker } from 'node:worker_threads';
import type { RecordOptions, RecordRequest, ToWorker } from '../record/protocol';

/** @param path the bundle of `src/record/recordWorker.ts` */
export function startThread(path: string, options: RecordOptions): Worker {
  return new Worker(path, {
    workerData: options,
    // Our own are for this thread; and Node 22 warns of its SQLite.
    execArgv: ['--no-warnings'],
    // What it reads it soon forgets; that should not add up first.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
}

/** @throws Error if it cannot be copied to another thread */
export function post(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

/** A request of our own, to which nobody waits for the answer. */
export function unasked(request: RecordRequest): ToWorker {
  return { number: 0, request };
}
