import type * as vscode from 'vscode';

export type SecretOperation = 'get' | 'store' | 'delete' | 'keys';

/**
 * VS Code's SecretStorage in memory. Two that share `values` are two windows. `before` runs in
 * front of every operation: what it throws is what the operation fails with, and one that waits
 * is a keyring that asks its person first.
 */
export class FakeSecretStorage implements Pick<vscode.SecretStorage, SecretOperation> {
  before: (operation: SecretOperation, key?: string) => unknown = () => undefined;

  constructor(readonly values = new Map<string, string>()) {}

  async keys(): Promise<string[]> {
    await this.before('keys');
    return [...this.values.keys()];
  }

  async get(key: string): Promise<string | undefined> {
    await this.before('get', key);
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    await this.before('store', key);
    this.values.set(key, value);
  }

  async delete(key: string): Promise<void> {
    await this.before('delete', key);
    this.values.delete(key);
  }
}

/** What a Linux without a keyring makes of every operation, or of those named. */
export function withoutKeyring(...operations: SecretOperation[]): FakeSecretStorage['before'] {
  return (operation) => {
    if (operations.length === 0 || operations.includes(operation)) throw noKeyring;
  };
}

export const noKeyring = new Error('Cannot autolaunch D-Bus without X11 $DISPLAY');
