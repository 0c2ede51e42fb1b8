import { queryObjects } from 'node:v8';
import * as vscode from 'vscode';
import type { Resources } from '../jobs';

/** Collects garbage first: what nobody holds does not count. */
export function resources(): Resources {
  const active = process.getActiveResourcesInfo();
  const count = (name: string) => active.filter((each) => each === name).length;
  return { listeners: listeners(), timers: count('Timeout'), sockets: count('TCPSocketWrap') };
}

/** VS Code keeps each listener of any event in an object of one class. */
function listeners(): number {
  const emitter = new vscode.EventEmitter<void>();
  const listener = () => undefined;
  const subscription = emitter.event(listener);
  const kept = Object.values(emitter).find(
    (each: unknown) => typeof each === 'object' && Object.values(each ?? {}).includes(listener),
  ) as object | undefined;
  if (!kept) throw new Error('VS Code keeps its listeners in another way.');
  const count = queryObjects(kept.constructor, { format: 'count' });
  subscription.dispose();
  emitter.dispose();
  return count;
}
