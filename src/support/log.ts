import * as vscode from 'vscode';
import type { Exchange } from '../api/client';
import { redact } from '../api/redact';

/**
 * The "Userdesk" log channel. Keys are left out at every level, whatever text they turn up in;
 * what is personal is written at trace level alone.
 */
export class Log {
  private readonly channel = vscode.window.createOutputChannel('Userdesk', { log: true });

  /** @param seenKeys API keys, of any length, which are left out from the moment they are in it */
  constructor(private readonly seenKeys: ReadonlySet<string>) {}

  info(text: string): void {
    this.channel.info(this.clean(text));
  }

  /** @param error whatever was thrown; its stack and causes are for this channel only. */
  error(text: string, error?: unknown): void {
    this.channel.error(this.clean(error === undefined ? text : `${text}\n${describe(error)}`));
  }

  exchange({ method, url, status, durationMs, outcome, failure, detail, trace }: Exchange): void {
    const answer = status === undefined ? 'no answer' : String(status);
    const line = `${method} ${url} → ${answer} in ${Math.round(durationMs)} ms`;
    const reasons = [failure, detail].filter((reason) => reason !== undefined);
    if (outcome === 'failed') this.error(`${line}: ${reasons.join(', ')}`);
    else this.info(outcome === 'done' ? line : `${line}: ${outcome}`);
    this.channel.trace(
      this.clean(`sent ${trace.requestBody}\nreceived ${trace.responseBody ?? ''}`),
    );
  }

  show(): void {
    this.channel.show();
  }

  dispose(): void {
    this.channel.dispose();
  }

  /** The text without any key that was seen. */
  clean(text: string): string {
    return redact(text, this.seenKeys);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
