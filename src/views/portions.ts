import type { Turn } from '../conversations/turn';

/** Characters that a page takes at once; and of one message, of which the rest is fed to it. */
export const charactersAtOnce = 30_000;

/** A screen shows fewer; a page paints so many at once. */
const turnsDrawn = 12;
/** What a page adds at a time while nothing else happens: well below a frame of 50 ms. */
const turnsAdded = 20;

/** The first turn that a page is drawn with; 0 if the greeting is among what it takes at once. */
export function firstDrawn(turns: readonly Turn[]): number {
  return firstOf(turns, turns.length + 1, turnsDrawn);
}

/** The same for what it adds before that turn. */
export function firstAdded(turns: readonly Turn[], before: number): number {
  return firstOf(turns, before, turnsAdded);
}

function firstOf(turns: readonly Turn[], before: number, mostTurns: number): number {
  let first = before;
  let characters = 0;
  while (first > 1 && before - first < mostTurns && characters < charactersAtOnce) {
    first--;
    const { message, answer } = turns[first - 1] ?? { message: '', answer: '' };
    characters += message.length + Math.min(answer.length, charactersAtOnce);
  }
  return first > 1 ? first : 0;
}
