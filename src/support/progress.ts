import * as vscode from 'vscode';
import { withoutLinks } from './notifications';

/** A progress over sooner than this would only flash. */
const noticeableMs = 200;

/** Starts at once, and shows a progress with a Cancel button once it is worth showing. */
export async function withCancellableProgress<T>(
  title: string,
  start: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const running = start(abort.signal);
  if (!(await takesLonger(running, noticeableMs))) return running;
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: withoutLinks(title),
      cancellable: true,
    },
    (_progress, token) => {
      token.onCancellationRequested(() => {
        abort.abort();
      });
      return running;
    },
  );
}

/** The same for what cannot be cancelled. */
export async function withProgress<T>(title: string, start: () => Promise<T>): Promise<T> {
  const running = start();
  if (!(await takesLonger(running, noticeableMs))) return running;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: withoutLinks(title) },
    () => running,
  );
}

async function takesLonger(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, true);
  });
  const over = () => false;
  return Promise.race([promise.then(over, over), late]).finally(() => {
    clearTimeout(timer);
  });
}
