import type { Conversation } from './conversation';
import type { EndState, Trouble, Turn } from './turn';

/** What happens to a turn, in the order in which it is told. */
export type TranscriptEntry =
  | { type: 'sent'; turn: string; message: string; at: number }
  /** More of the answer. */
  | { type: 'text'; turn: string; text: string }
  | {
      type: 'ended';
      turn: string;
      state: EndState;
      firstTextMs?: number;
      totalMs?: number;
      trouble?: Trouble;
    };

export interface Transcript {
  /** In the order in which they were sent. One that did not come to its end is under way still. */
  turns: Turn[];
  /** What was typed and not sent. */
  draft: string;
}

/** What was said in each conversation. Like the record of them, the only one there is. */
export interface TranscriptStore {
  read(conversation: Conversation): Promise<Transcript>;
  /** @returns whether it is kept; if not, the person has been told. */
  append(conversation: Conversation, entry: TranscriptEntry): Promise<boolean>;
  /**
   * Of drafts in quick succession only the last need be kept; each is answered in its turn.
   * @returns whether it, or a later one, is kept; if not, the person has been told.
   */
  saveDraft(conversation: Conversation, draft: string): Promise<boolean>;
}
