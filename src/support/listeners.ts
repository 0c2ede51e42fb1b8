/** Those who are told something. None of them can keep it from the others, or from who tells. */
export class Listeners<T> {
  private readonly all = new Set<(event: T) => void>();

  constructor(private readonly failed: (error: unknown) => void) {}

  get hasAny(): boolean {
    return this.all.size > 0;
  }

  /** @returns what ends the listening. */
  add(listener: (event: T) => void): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  tell(event: T): void {
    for (const listener of this.all) {
      this.guard(() => {
        listener(event);
      });
    }
  }

  guard(telling: () => void): void {
    try {
      telling();
    } catch (error) {
      this.failed(error);
    }
  }
}
