import type { Begun, Continued, RecordedTranscript } from '../record/protocol';
import type { Conversation } from './conversation';
import type { TranscriptEntry, TranscriptStore } from './transcriptStore';

const positionEveryMs = 500;

/** What a session keeps, in the order in which it is told, and what it waits for at its end. */
export class KeptTranscript {
  private appending: Promise<unknown> = Promise.resolve();
  private saving: Promise<unknown>[] = [];
  private position = '';
  private positionDue: NodeJS.Timeout | undefined;

  constructor(
    private readonly conversation: () => Conversation,
    private readonly store: TranscriptStore,
    /** Told why something could not be kept, beyond what the store tells by itself. */
    private readonly failed: (error: unknown) => void,
  ) {}

  read(): Promise<RecordedTranscript | undefined> {
    return this.reported(this.store.read(this.conversation()));
  }

  /**
   * One after the other: the order of the entries is what they mean.
   * @param again what begins the conversation anew if it was deleted meanwhile
   */
  append(
    entry: TranscriptEntry,
    again: readonly TranscriptEntry[] = [],
  ): Promise<Begun | Continued | undefined> {
    const appended = this.appending.then(async () => {
      const outcome = await this.appendNow(entry);
      if (outcome === 'gone') for (const each of again) await this.appendNow(each);
      return outcome;
    });
    this.appending = appended;
    return appended;
  }

  private appendNow(entry: TranscriptEntry): Promise<Begun | Continued | undefined> {
    return this.reported(this.store.append(this.conversation(), entry));
  }

  saveDraft(draft: string): void {
    this.save(this.store.saveDraft(this.conversation(), draft));
  }

  /** While somebody scrolls it changes with every frame. */
  savePosition(position: string): void {
    this.position = position;
    this.positionDue ??= setTimeout(() => {
      this.savePositionNow();
    }, positionEveryMs);
  }

  /** Resolves when all of it is kept. */
  async settle(): Promise<void> {
    this.savePositionNow();
    await Promise.all([this.appending, ...this.saving]);
  }

  private savePositionNow(): void {
    if (!this.positionDue) return;
    clearTimeout(this.positionDue);
    this.positionDue = undefined;
    this.save(this.store.savePosition(this.conversation(), this.position));
  }

  private save(saving: Promise<unknown>): void {
    const saved: Promise<unknown> = this.reported(saving).then(() => {
      this.saving = this.saving.filter((each) => each !== saved);
    });
    this.saving.push(saved);
  }

  private async reported<T>(result: Promise<T>): Promise<T | undefined> {
    try {
      return await result;
    } catch (error) {
      this.failed(error);
      return undefined;
    }
  }
}
