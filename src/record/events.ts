import type { ConversationRef } from './answers';

/** Why the record goes on in memory, or began anew. */
export type TroubleKind =
  /** No room on the disk. */
  | 'full'
  | 'readOnly'
  /** Set aside under another name; a new record was begun. */
  | 'corrupt'
  /** Written by a newer version of the extension: it is read and not written. */
  | 'newer'
  /** Another program has held it for too long. */
  | 'locked'
  /** A database that is none of ours, or not all of one: it is left as it is. */
  | 'foreign'
  /** No `node:sqlite`, or no thread that stays. */
  | 'unavailable'
  /** None of these: the reason is in the log. */
  | 'unexpected';

export interface RecordTrouble {
  kind: TroubleKind;
  /** For the log. */
  reason: string;
  /** Where the damaged file is now. */
  setAside?: string;
}

export type RecordEvent =
  /**
   * Something was written; `any`: it cannot be told in which conversations; `isOwn`: this window
   * asked for it; `isTurn`: a message or the end of an answer, of which lists show nothing.
   */
  | { type: 'changed'; conversations: ConversationRef[]; isOwn: true; isTurn?: true }
  | {
      type: 'changed';
      conversations: ConversationRef[] | 'any';
      isOwn: boolean;
      isTurn?: undefined;
    }
  /** By another window; it may be that they are there again. */
  | { type: 'deleted'; conversations: ConversationRef[] | 'all' }
  /** Told once until it has gone well again. */
  | { type: 'trouble'; trouble: RecordTrouble };
