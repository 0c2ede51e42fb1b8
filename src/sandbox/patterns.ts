import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Refusal } from './reply';

const mostMs = 1000;

/** Runs in the thread, as it stands here: the sandbox has no file of its own to load it from. */
const code = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ([pattern, message]) => {
    parentPort.postMessage(new RegExp(pattern, 'iu').test(message));
  });
  parentPort.postMessage('ready');
`;

/**
 * Tries regular expressions of scenarios in a thread, one after the other. One that goes on for
 * more than a second is ended with the thread; only other patterns have waited meanwhile.
 */
export class Patterns {
  readonly #stopping = new AbortController();
  #worker: Promise<Worker> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param pattern found anywhere in the message, whatever the case
   * @throws Refusal 500 where it takes too long
   */
  matches(pattern: string, message: string): Promise<boolean> {
    const tried = this.#last.then(() => this.#try(pattern, message));
    this.#last = tried.catch(() => undefined);
    return tried;
  }

  /** For good. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#end();
  }

  async #end(): Promise<void> {
    const worker = await this.#worker?.catch(() => undefined);
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #try(pattern: string, message: string): Promise<boolean> {
    const { signal: stopped } = this.#stopping;
    stopped.throwIfAborted();
    try {
      const worker = await (this.#worker ??= start());
      worker.postMessage([pattern, message]);
      const signal = AbortSignal.any([stopped, AbortSignal.timeout(mostMs)]);
      const [isMatch] = (await once(worker, 'message', { signal })) as [boolean];
      return isMatch;
    } catch (error) {
      await this.#end();
      const why =
        (error as Error).name === 'AbortError'
          ? 'took longer than a second'
          : `could not be tried (${(error as Error).message})`;
      throw new Refusal(500, `The pattern ${JSON.stringify(pattern)} of the scenario ${why}`);
    }
  }
}

async function start(): Promise<Worker> {
  const worker = new Worker(code, {
    ...{ eval: true, execArgv: [], env: {} },
    resourceLimits: { maxOldGenerationSizeMb: 64 },
  });
  await once(worker, 'message');
  worker.unref();
  return worker;
}

/** @returns why it cannot be tried, if it cannot. */
export function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'iu');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
