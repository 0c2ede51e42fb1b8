import type { RecordedTurn } from '../record/protocol';
import { breakOff, isUnderWay, type Turn } from './turn';

/** A turn as it came from the record; one under way is another window's, or nobody's. */
export function fromRecord({ underWay, ...turn }: RecordedTurn): Turn {
  if (underWay === 'elsewhere') return { ...turn, isElsewhere: true };
  if (isUnderWay(turn)) breakOff(turn);
  return turn;
}

export type Change =
  /** From this turn on (counted from 0) they are not what they were. */
  | { type: 'merged'; from: number }
  | { type: 'text'; turn: Turn; text: string }
  | { type: 'ended'; turn: Turn };

/**
 * Brings turns up to date with the record, which other windows write too.
 * @param own the turn that this session goes on with: of that it knows more than the record
 */
export function takeIn(
  turns: Turn[],
  recorded: readonly RecordedTurn[],
  own: string | undefined,
): Change[] {
  const known = new Map(turns.map((turn) => [turn.id, turn]));
  const changes: Change[] = [];
  const merged = recorded.map((each) => {
    const turn = known.get(each.id);
    known.delete(each.id);
    if (!turn) return fromRecord(each);
    if (turn.isElsewhere && turn.id !== own) changes.push(...follow(turn, fromRecord(each)));
    return turn;
  });
  // What the record does not hold (yet) stays at the end.
  merged.push(...known.values());
  const from = merged.findIndex((turn, index) => turn !== turns[index]);
  turns.splice(0, turns.length, ...merged);
  return from < 0 ? changes : [...changes, { type: 'merged', from }];
}

/** What has become of a turn that another window goes on with. */
function follow(turn: Turn, now: Turn): Change[] {
  const text = now.answer.slice(turn.answer.length);
  Object.assign(turn, now);
  if (!now.isElsewhere) delete turn.isElsewhere;
  return [
    ...(text === '' ? [] : [{ type: 'text' as const, turn, text }]),
    ...(isUnderWay(now) ? [] : [{ type: 'ended' as const, turn }]),
  ];
}
