import type { SearchResult } from '../record/protocol';
import type { RecordClient } from './recordClient';

/**
 * Searches as somebody types: one at a time, and of those that wait meanwhile only the latest.
 * The others are answered with "superseded".
 */
export class LatestSearch {
  private running: Promise<unknown> | undefined;
  private latest = 0;

  constructor(private readonly record: Pick<RecordClient, 'ask'>) {}

  async search(words: string): Promise<SearchResult | 'superseded'> {
    const number = ++this.latest;
    while (this.running) await this.running;
    if (number !== this.latest) return 'superseded';
    const asked = this.record.ask({ type: 'search', words });
    this.running = asked.catch(() => undefined).finally(() => (this.running = undefined));
    const result = await asked;
    return number === this.latest ? result : 'superseded';
  }
}
