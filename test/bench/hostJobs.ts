import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { hostHeader } from './jobs';
import type { Job, JobResult } from './jobs';

interface Waiting {
  readonly host: string;
  readonly response: ServerResponse;
}

/** How long a host may take to start, or to do one job. */
const patienceMs = 60_000;

/** Hands jobs to the stopwatch in the extension host, which comes and asks for them. */
export class HostJobs {
  readonly #server: Server;
  #waiting: Waiting | undefined;
  #onWaiting: () => void = () => undefined;
  #onResult: (result: JobResult) => void = () => undefined;
  /** The host that is on its way out: it may still ask. */
  #leaving = '';

  private constructor() {
    this.#server = createServer((request, response) => {
      if (request.method === 'POST') void this.#receive(request, response);
      else this.#receiveHost(String(request.headers[hostHeader]), response);
    });
  }

  static async listen(): Promise<HostJobs> {
    const jobs = new HostJobs();
    await new Promise<void>((resolve) => jobs.#server.listen(0, '127.0.0.1', resolve));
    return jobs;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @param times so much more patience */
  async run(job: Job, times = 1): Promise<unknown> {
    const result = new Promise<JobResult>((resolve) => (this.#onResult = resolve));
    const { response } = await this.#host();
    this.#waiting = undefined;
    response.end(JSON.stringify(job));
    const outcome = await inTime(job.kind, result, times * patienceMs);
    if ('error' in outcome) throw new Error(outcome.error);
    return outcome.value;
  }

  /** Runs what ends this extension host, and returns when the next asks for its first job. */
  async waitForNextHost(endThisOne: () => Promise<unknown>): Promise<void> {
    this.#leaving = (await this.#host()).host;
    this.#waiting = undefined;
    await endThisOne();
    await this.#host();
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #host(): Promise<Waiting> {
    const comes = new Promise<void>((resolve) => (this.#onWaiting = resolve));
    if (!this.#waiting) await inTime('an extension host', comes);
    if (!this.#waiting) throw new Error('The extension host has gone.');
    return this.#waiting;
  }

  #receiveHost(host: string, response: ServerResponse): void {
    if (host === this.#leaving) return;
    this.#waiting = { host, response };
    response.once('close', () => {
      if (this.#waiting?.response === response) this.#waiting = undefined;
    });
    this.#onWaiting();
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result = JSON.parse(await text(request)) as JobResult;
    response.end();
    this.#onResult(result);
  }
}

async function inTime<T>(what: string, promise: Promise<T>, withinMs = patienceMs): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Waited ${withinMs / 1000} s in vain for ${what}.`));
    }, withinMs);
  });
  return Promise.race([promise, late]).finally(() => {
    clearTimeout(timer);
  });
}
