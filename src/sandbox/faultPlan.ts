import { canBefall, type Fault } from './faults';
import type { Reply } from './reply';

export type Endpoint = 'conversation' | 'message';

/** When a fault is due: all that is said must hold; where nothing is said, always. */
export interface FaultRule extends Fault {
  readonly on?: Endpoint;
  /** The message of a conversation, 1 for the first. */
  readonly turn?: number;
  /** From 0 to 1: of the requests for which the rest holds. */
  readonly chance?: number;
}

export interface Asked {
  readonly endpoint: Endpoint;
  /** 0 for the creation of a conversation. */
  readonly turn: number;
  readonly reply: Reply['type'];
}

/** Which request fails, and how: the same requests in the same order fail in the same way. */
export class FaultPlan {
  private readonly random: () => number;

  constructor(
    private readonly rules: readonly FaultRule[],
    seed: number,
  ) {
    this.random = mulberry32(seed);
  }

  /** The first rule that is due. */
  next(asked: Asked): Fault | undefined {
    return this.rules.find(
      (rule) => isDue(rule, asked) && (rule.chance === undefined || this.random() < rule.chance),
    );
  }
}

/** But for chance. */
export function isDue(rule: FaultRule, { endpoint, turn, reply }: Asked): boolean {
  if (rule.on !== undefined && rule.on !== endpoint) return false;
  if (rule.turn !== undefined && rule.turn !== turn) return false;
  return canBefall(rule, reply);
}

/** Small and good enough for choosing; by Tommy Ettinger, in the public domain. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
