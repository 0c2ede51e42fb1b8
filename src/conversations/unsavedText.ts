/** What a crash may cost of an answer that is being written. */
const keepEveryMs = 1000;

/** Collects what came of an answer, so that it is written at intervals and not piece by piece. */
export class UnsavedText {
  private text = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly write: (text: string) => Promise<unknown>) {}

  add(text: string): void {
    this.text += text;
    this.timer ??= setTimeout(() => void this.save(), keepEveryMs);
  }

  async save(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { text } = this;
    this.text = '';
    if (text !== '') await this.write(text);
  }
}
