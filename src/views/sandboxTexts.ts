import type { OrderedFault } from '../sandbox/control';
import { faultKinds, type Fault } from '../sandbox/faults';
import type { LoggedRequest } from '../sandbox/server';

/** "404", or what goes wrong in words. */
export function faultLabel({ kind, status }: Fault): string {
  return status === undefined ? faultKinds[kind].words : String(status);
}

/** Of those that wait, in short: "404", "cutStream and 2 more". */
export function nextFault(faults: readonly OrderedFault[]): string | undefined {
  const [next, ...others] = faults;
  if (!next) return undefined;
  const name = next.status === undefined ? next.kind : String(next.status);
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}

/** `200 · sandbox-support/message` */
export function requestLabel({ method, path, status, fault }: LoggedRequest): string {
  const [, endpoint] = /^\/v1\/chatbot\/(.+)$/.exec(path) ?? [];
  const what = endpoint ?? `${method} ${path}`;
  return `${status === 0 ? 'no status' : status} · ${what}${fault === undefined ? '' : ` · fault: ${fault}`}`;
}
