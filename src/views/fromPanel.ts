import * as v from 'valibot';
import { waysOut } from '../shared/failureView';
import type { FromPanel, Reading } from '../shared/panelProtocol';

/** More is no text that a person works at, and is not kept. */
const longestDraft = 16_000_000;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const position = v.object({
  turn: count,
  isOwn: v.boolean(),
  offset: v.pipe(v.number(), v.finite()),
});

const schema = v.variant('type', [
  v.object({ type: v.picklist(['ready', 'copyConversationId', 'stop']) }),
  v.object({ type: v.literal('drawn'), turn: count }),
  v.object({
    type: v.literal('reading'),
    position: v.optional(position),
    box: v.optional(v.object({ start: count, end: count })),
  }),
  v.object({
    type: v.literal('draftChanged'),
    text: v.pipe(v.string(), v.maxLength(longestDraft)),
  }),
  // Whoever sends one that is too long is told so.
  v.object({ type: v.literal('send'), message: v.string() }),
  v.object({ type: v.literal('older'), before: count }),
  v.object({ type: v.literal('copyAnswer'), turn: count }),
  v.object({ type: v.literal('copyCode'), turn: count, index: count }),
  v.object({ type: v.literal('showAs'), turn: count, plain: v.boolean() }),
  v.object({ type: v.literal('wayOut'), id: v.picklist(waysOut) }),
]);

/** What a page sent, checked; nothing for anything else. */
export function readFromPanel(message: unknown): FromPanel | undefined {
  const result = v.safeParse(schema, message);
  return result.success ? result.output : undefined;
}

/** A place in the messages as the record keeps it; empty at the end. */
export function writePosition({ position: at }: Reading): string {
  return at ? JSON.stringify(at) : '';
}

/** The end where it is none. */
export function readPosition(text: string): Reading {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), position), text);
  return result.success ? { position: result.output } : {};
}
