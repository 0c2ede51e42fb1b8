/** Saves values by key: of those that come while one is being saved, only the latest. */
export class LatestOnly {
  private readonly saving = new Map<string, { latest: string; done: Promise<void> }>();

  async save(
    key: string,
    value: string,
    write: (value: string) => Promise<unknown>,
  ): Promise<void> {
    const saving = this.saving.get(key);
    if (saving) {
      // What is being written is out of date already; the one who writes it goes on with this.
      saving.latest = value;
      return saving.done;
    }
    const started = { latest: value, done: Promise.resolve() };
    this.saving.set(key, started);
    started.done = writeLatest(started, write).finally(() => this.saving.delete(key));
    return started.done;
  }
}

async function writeLatest(
  saving: { latest: string },
  write: (value: string) => Promise<unknown>,
): Promise<void> {
  let written: string | undefined;
  while (written !== saving.latest) {
    written = saving.latest;
    await write(written);
  }
}
