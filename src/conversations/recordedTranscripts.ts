import { refOf } from '../record/conversationRows';
import type { Begun, RecordedTranscript } from '../record/protocol';
import { conversationKey, type Conversation } from './conversation';
import type { RecordClient } from './recordClient';
import type { TranscriptEntry, TranscriptStore } from './transcriptStore';

type Entry<T extends TranscriptEntry['type']> = Extract<TranscriptEntry, { type: T }>;

/** What was said, in the record. */
export class RecordedTranscripts implements Pick<TranscriptStore, 'read' | 'append'> {
  /** Of answers under way: how many pieces have been written. */
  private readonly pieces = new Map<string, number>();
  private readonly drafts = new Map<string, { latest: string; saving: Promise<boolean> }>();

  constructor(private readonly record: Pick<RecordClient, 'ask'>) {}

  /** Turns under way tell who goes on with them; see `UnderWay`. */
  read(conversation: Conversation): Promise<RecordedTranscript> {
    return this.record.ask({ type: 'transcript', ref: refOf(conversation) });
  }

  /** Keeps a message before it is sent, unless another window has an answer under way here. */
  begin(conversation: Conversation, { turn, message, at }: Entry<'sent'>): Promise<Begun> {
    return this.record.ask({ type: 'begin', conversation, turn, message, at });
  }

  /** A message is rather begun: here it counts as not kept where another window is busy. */
  async append(conversation: Conversation, entry: TranscriptEntry): Promise<boolean> {
    const outcome = await this.write(conversation, entry);
    return outcome !== 'busy' && outcome.kept;
  }

  saveDraft(conversation: Conversation, draft: string): Promise<boolean> {
    const key = conversationKey(conversation);
    const saving = this.drafts.get(key);
    if (saving) {
      // What is being written is out of date already; the one who writes it goes on with this.
      saving.latest = draft;
      return saving.saving;
    }
    const started = { latest: draft, saving: Promise.resolve(false) };
    this.drafts.set(key, started);
    started.saving = this.saveLatest(conversation, started).finally(() => this.drafts.delete(key));
    return started.saving;
  }

  async savePosition(conversation: Conversation, position: string): Promise<void> {
    await this.record.ask({ type: 'position', ref: refOf(conversation), position });
  }

  private write(conversation: Conversation, entry: TranscriptEntry): Promise<Begun> {
    const ref = refOf(conversation);
    const { turn } = entry;
    switch (entry.type) {
      case 'sent':
        return this.begin(conversation, entry);
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

  private async saveLatest(
    conversation: Conversation,
    drafts: { latest: string },
  ): Promise<boolean> {
    for (;;) {
      const draft = drafts.latest;
      const { kept } = await this.record.ask({ type: 'draft', ref: refOf(conversation), draft });
      if (draft === drafts.latest) return kept;
    }
  }
}
