/** The shape of everything that must be given back, VS Code's or ours. */
export interface DisposableLike {
  dispose(): unknown;
}

/** Owns disposables; what arrives after its own end is disposed at once. */
export class DisposableStore implements DisposableLike {
  private readonly items = new Set<DisposableLike>();
  private disposed = false;

  add<T extends DisposableLike>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.add(item);
    return item;
  }

  dispose(): void {
    this.disposed = true;
    for (const item of this.items) item.dispose();
    this.items.clear();
  }
}
