import type { Begun, Continued, RecordedTranscript } from '../record/protocol';
import { conversationKey, refOf, type Conversation } from './conversation';
import { LatestOnly } from './latestOnly';
import type { RecordClient } from './recordClient';
import type { TranscriptEntry, TranscriptStore } from './transcriptStore';

/** What was said, in the record. */
export class RecordedTranscripts implements TranscriptStore {
  /** Of answers under way: how many pieces have been written. */
  private readonly pieces = new Map<string, number>();
  private readonly drafts = new LatestOnly();
  private readonly positions = new LatestOnly();

  constructor(private readonly record: Pick<RecordClient, 'ask'>) {}

  read(conversation: Conversation): Promise<RecordedTranscript> {
    return this.record.ask({ type: 'transcript', ref: refOf(conversation) });
  }

  append(conversation: Conversation, entry: TranscriptEntry): Promise<Begun | Continued> {
    const ref = refOf(conversation);
    const { turn } = entry;
    switch (entry.type) {
      case 'sent':
        return this.record.ask({ ...entry, type: 'begin', conversation });
      case 'text': {
        const number = this.pieces.get(turn) ?? 0;
        this.pieces.set(turn, number + 1);
        return this.record.ask({ type: 'text', ref, turn, number, text: entry.text });
      }
      case 'ended':
        this.pieces.delete(turn);
        return this.record.ask({ ...entry, type: 'end', ref });
    }
  }

  saveDraft(conversation: Conversation, draft: string): Promise<void> {
    const ref = refOf(conversation);
    return this.drafts.save(conversationKey(conversation), draft, (latest) =>
      this.record.ask({ type: 'draft', ref, draft: latest }),
    );
  }

  savePosition(conversation: Conversation, position: string): Promise<void> {
    const ref = refOf(conversation);
    return this.positions.save(conversationKey(conversation), position, (latest) =>
      this.record.ask({ type: 'position', ref, position: latest }),
    );
  }
}
