import * as v from 'valibot';
import { conversationsIn } from './backupFile';
import { backupSchema, type RestoredConversation } from './backupFormat';
import type { Part, Progress } from './restore';

/** So much at once that other requests, and other windows, come in between. In characters. */
export const perStep = 1_000_000;
/** What a conversation or a turn costs that has no text at all. */
const perItem = 5000;

/** A little work, and what came of it if anything did. */
export interface Work {
  readonly cost: number;
  readonly found?: Part | 'refused';
}

type PartOfWork = Work & { readonly found: Part };

/**
 * What is in a file of a backup, in parts of a size. It is read to its end first: one that ends in
 * the middle is not restored in part.
 * @throws BackupUnreadable, before there is any part of it
 */
export function* partsIn(path: string): Generator<Work> {
  for (const { size } of conversationsIn(path)) yield { cost: size };
  for (const { conversation, size } of conversationsIn(path)) {
    const parts = partsOf(conversation);
    if (parts) yield* parts;
    else yield { cost: size, found: 'refused' };
  }
}

/** @returns `undefined` for what is not as a conversation has to be. */
export function partsOf(conversation: unknown): Generator<PartOfWork> | undefined {
  const checked = v.safeParse(backupSchema, conversation, { abortEarly: true });
  return checked.success ? split(checked.output) : undefined;
}

function* split(conversation: RestoredConversation): Generator<PartOfWork> {
  const progress: Progress = { isMerged: false };
  const { greeting = '', draft = '' } = conversation;
  let cost = perItem + greeting.length + draft.length;
  let turns: RestoredConversation['turns'] = [];
  const part = (isLast: boolean): PartOfWork => ({
    cost,
    found: { conversation: { ...conversation, turns }, progress, isLast },
  });
  for (const turn of conversation.turns) {
    turns.push(turn);
    cost += perItem + turn.message.length + turn.answer.length;
    if (cost < perStep) continue;
    yield part(false);
    turns = [];
    cost = 0;
  }
  yield part(true);
}
