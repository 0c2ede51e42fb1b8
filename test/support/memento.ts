import type * as vscode from 'vscode';

/**
 * VS Code's Memento in memory: values travel as JSON, an update is visible at once and
 * `undefined` removes. `before` runs in front of every update, which fails with what it throws.
 */
export class FakeMemento implements vscode.Memento {
  readonly #values = new Map<string, string>();
  before: () => unknown = () => undefined;

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  get<T>(key: string, fallback?: T): T {
    const json = this.#values.get(key);
    return (json === undefined ? fallback : JSON.parse(json)) as T;
  }

  async update(key: string, value: unknown): Promise<void> {
    const json = JSON.stringify(value) as string | undefined;
    if (json === undefined) this.#values.delete(key);
    else this.#values.set(key, json);
    await this.before();
  }

  /** All that is kept, as it would lie on the disk. */
  get text(): string {
    return JSON.stringify(Object.fromEntries(this.#values));
  }
}
