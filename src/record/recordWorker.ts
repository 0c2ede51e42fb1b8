// The thread in which the record is kept: SQLite blocks, and the extension host must not.
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, RecordOptions, ToWorker } from './protocol';
import { RecordService } from './recordService';
import type { Sqlite } from './sql';

const tell = (message: FromWorker) => parentPort?.postMessage(message);

// Not an import: some editors come with a Node without it, and with one that warns of it.
const sqlite = process.getBuiltinModule('node:sqlite') as Sqlite | undefined;
if (sqlite) serve(sqlite);
else tell({ type: 'withoutSqlite' });

function serve(sqlite: Sqlite): void {
  const service = new RecordService(sqlite, workerData as RecordOptions, (event) => {
    tell({ type: 'event', event });
  });
  parentPort?.on('message', ({ number, request }: ToWorker) => {
    try {
      tell({ type: 'answer', number, answer: service.answer(request) });
    } catch (error) {
      const { message: reason, stack } = error as Error;
      tell({ type: 'failed', number, reason, ...(stack !== undefined && { stack }) });
    }
    if (request.type === 'close') parentPort?.close();
  });
}
