import { subscribe } from 'node:diagnostics_channel';
import { statSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { relative } from 'node:path';
import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { hostHeader } from '../jobs';
import type { ApiOutcome, Job, JobResult, LoadedFile, Memory } from '../jobs';
import { resources } from './resources';
import { StallWatch } from './stallWatch';

/** Where jobs are to be had; put in by the build. */
declare const JOBS_URL: string;

let arrivals: number[] = [];

const stalls = new StallWatch();

/** Asks the bench for one job after another, and does it in this extension host. */
export function activate(): void {
  // Node tells it when the head of an answer is read, which our server sends with the first text.
  subscribe('http.client.response.finish', (message) => {
    const { request } = message as { request: ClientRequest };
    if (request.path.endsWith('/message')) {
      arrivals.push(performance.timeOrigin + performance.now());
    }
  });
  void work();
}

async function work(): Promise<void> {
  const headers = { [hostHeader]: String(process.pid) };
  for (;;) {
    const job = (await (await fetch(JOBS_URL, { headers })).json()) as Job;
    const result: JobResult = await perform(job).then(
      (value) => ({ value }),
      (error: unknown) => ({ error: String(error) }),
    );
    await fetch(JOBS_URL, { method: 'POST', headers, body: JSON.stringify(result) });
  }
}

async function perform(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'activate':
      return timeActivation(find(job.extension));
    case 'loadedFiles':
      return loadedFiles(find(job.extension));
    case 'memory':
      return memory();
    case 'arrivals':
      return takeArrivals();
    case 'watchStalls':
      return stalls.start();
    case 'stalls':
      return stalls.stop(find(job.extension).extensionPath);
    case 'timedCommand':
      return timeCommand(job);
    case 'api':
      return callApi(job);
    case 'apiAtOnce':
      return callAtOnce(job);
    case 'resources':
      return resources();
    case 'command':
      return vscode.commands.executeCommand(job.command, ...job.args);
  }
}

/** From asking for it to its being there, with the loading of its code. */
async function timeActivation(extension: vscode.Extension<unknown>): Promise<number> {
  if (extension.isActive) throw new Error(`${extension.id} was activated by itself.`);
  await untilQuiet();
  const start = performance.now();
  await extension.activate();
  return performance.now() - start;
}

function loadedFiles({ extensionPath }: vscode.Extension<unknown>): LoadedFile[] {
  return Object.keys(require.cache)
    .filter((file) => file.startsWith(extensionPath))
    .map((file) => ({ name: relative(extensionPath, file), bytes: statSync(file).size }));
}

function memory(): Memory {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, resident: rss };
}

function takeArrivals(): number[] {
  const taken = arrivals;
  arrivals = [];
  return taken;
}

async function timeCommand({ command, args }: Job & { kind: 'timedCommand' }): Promise<number> {
  const start = performance.timeOrigin + performance.now();
  await vscode.commands.executeCommand(command, ...args);
  return start;
}

async function callApi({ extension, name, request }: Job & { kind: 'api' }): Promise<ApiOutcome> {
  const api = (await find(extension).activate()) as Record<
    string,
    (of: unknown) => Promise<unknown>
  >;
  try {
    return { value: await api[name]?.(request) };
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    return { code, message, whole: inspect(error, { depth: null, showHidden: true }) };
  }
}

async function callAtOnce(job: Job & { kind: 'apiAtOnce' }): Promise<ApiOutcome[]> {
  const outcomes: ApiOutcome[] = [];
  const requests = job.requests.entries();
  const work = async () => {
    for (const [index, request] of requests) {
      outcomes[index] = await callApi({ ...job, kind: 'api', request });
    }
  };
  await Promise.all(Array.from({ length: job.atOnce }, work));
  return outcomes;
}

function find(id: string): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`${id} is not installed.`);
  return extension;
}

/**
 * A window that has just been loaded has other things to do: waits until host and page answer
 * each other promptly, or takes a machine that is never at rest as it is.
 */
async function untilQuiet(): Promise<void> {
  const promptMs = 5;
  const end = performance.now() + 5_000;
  for (let inARow = 0; inARow < 20 && performance.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    const start = performance.now();
    await vscode.commands.executeCommand('setContext', 'userdeskBench.round', inARow);
    inARow = performance.now() - start < promptMs ? inARow + 1 : 0;
  }
}
