import type { WayOut } from '../shared/failureView';

/**
 * Of one message and its answer. `sending`: nothing of the answer has come yet; `failed`: nothing
 * came of it; `stopped` and `incomplete`: the answer ends early, by a person or by accident.
 */
export const endStates = ['done', 'stopped', 'incomplete', 'failed'] as const;
export type EndState = (typeof endStates)[number];
export type TurnState = 'sending' | 'answering' | EndState;

/** What went wrong, in words, and what can be done about it. */
export interface Trouble {
  message: string;
  waysOut: WayOut[];
}

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
  trouble?: Trouble;
  /** Another window goes on with it. */
  isElsewhere?: true;
}

export function isUnderWay({ state }: Pick<Turn, 'state'>): boolean {
  return state === 'sending' || state === 'answering';
}

/** Nobody goes on with it any more: VS Code closed in the middle of it, or crashed. */
export function breakOff(turn: Turn): void {
  delete turn.isElsewhere;
  const nothingCame = turn.answer === '';
  turn.state = nothingCame ? 'failed' : 'incomplete';
  turn.trouble = nothingCame
    ? {
        message: 'VS Code closed before an answer came. The message may have arrived all the same.',
        waysOut: ['tryAgain'],
      }
    : {
        message: 'VS Code closed before the answer ended. What came is kept.',
        waysOut: ['askAgain'],
      };
}
