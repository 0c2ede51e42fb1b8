import { deepEqual, equal, fail } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { UserdeskApi } from '../../src/publicApi';
import { userdeskId } from '../support/userdeskId';

/** The extension as another one finds it. */
export function extensionUnderTest(): vscode.Extension<UserdeskApi> {
  const extension = vscode.extensions.getExtension<UserdeskApi>(userdeskId);
  if (!extension) throw new Error(`${userdeskId} is not here.`);
  return extension;
}

/** Asks again and again until it holds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What becomes of a command that may ask: Escape, as often as it takes until it has an end. */
export async function cancelled<T>(command: Thenable<T>): Promise<T> {
  let settled = false;
  const settling = Promise.resolve(command).finally(() => (settled = true));
  await until('the prompt to be cancelled', async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    return settled;
  });
  return settling;
}

/** For `rejects`: what another extension is told, with nothing more than that. */
export function isFailure(code: string, message: string): (error: unknown) => true {
  return (error) => {
    const failure = asFailure(error);
    equal(failure.code, code);
    equal(failure.message, message);
    return true;
  };
}

/** An error as other extensions get it, whichever it is. */
export function asFailure(error: unknown): Error & { code: string } {
  if (!(error instanceof Error)) return fail('It is no Error.');
  const { code } = error as { code?: unknown };
  deepEqual(Object.entries(error), Object.entries({ name: 'UserdeskError', code }));
  // Others may log it whole: nothing of what is underneath goes along.
  equal(error.cause, undefined);
  return error as Error & { code: string };
}
