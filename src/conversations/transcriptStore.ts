import type { Begun, Continued, RecordedTranscript } from '../record/protocol';
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

/** What was said in each conversation. Like the record of them, the only one there is. */
export interface TranscriptStore {
  /** Turns under way tell who goes on with them. */
  read(conversation: Conversation): Promise<RecordedTranscript>;
  /**
   * What the disk refuses is known until the window closes; the person has been told.
   * @returns `busy` for a message where another window has an answer under way, `gone` for what
   * comes of an answer whose conversation was deleted meanwhile: nothing is kept
   */
  append(conversation: Conversation, entry: TranscriptEntry): Promise<Begun | Continued>;
  /** Of drafts in quick succession only the last need be kept. */
  saveDraft(conversation: Conversation, draft: string): Promise<void>;
  /** Where it is read, in the page's own words; of several in quick succession the last. */
  savePosition(conversation: Conversation, position: string): Promise<void>;
}

/** That a message is sent. */
export function sentEntry({ id: turn, message, sentAt: at }: Turn): TranscriptEntry {
  return { type: 'sent', turn, message, at };
}
