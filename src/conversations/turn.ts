/** Of one message and its answer. `sending`: nothing of the answer has come yet. */
export type TurnState = 'sending' | 'answering' | 'done' | 'stopped' | 'incomplete' | 'failed';

/** One's own message and the chatbot's answer to it. */
export interface Turn {
  readonly id: string;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  /** What came of the answer: the decoded bytes, as they are. */
  answer: string;
  state: TurnState;
  /** Milliseconds from sending to the first text of the answer, and to its end. */
  firstTextMs?: number;
  totalMs?: number;
}
