import * as v from 'valibot';
import { waysOut } from '../shared/failureView';
import { longestInBox } from '../shared/messageBox';
import type { FromPage, PanelState, Reading } from '../shared/panelProtocol';

/** An input method may go beyond what the box takes. */
const longestDraft = 2 * longestInBox;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const messageName = v.object({ turn: count, isOwn: v.boolean() });
const position = v.object({
  ...messageName.entries,
  offset: v.pipe(v.number(), v.finite()),
});

const message = v.variant('type', [
  v.object({ type: v.literal('ready'), drawing: count }),
  v.object({ type: v.picklist(['copyConversationId', 'stop']) }),
  v.object({ type: v.literal('drawn'), turn: count }),
  v.object({
    type: v.literal('reading'),
    position: v.optional(position),
    box: v.optional(v.object({ start: count, end: count })),
    message: v.optional(messageName),
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
const schema = v.intersect([message, v.object({ page: v.pipe(v.string(), v.maxLength(100)) })]);

/** What a page sent, checked; nothing for anything else. */
export function readFromPanel(said: unknown): FromPage | undefined {
  const result = v.safeParse(schema, said);
  return result.success ? result.output : undefined;
}

const state = v.object({ conversationId: v.string(), origin: v.optional(v.string()) });

/** What VS Code kept of a page, checked in the same way. */
export function readPanelState(kept: unknown): PanelState | undefined {
  const result = v.safeParse(state, kept);
  if (!result.success) return undefined;
  const { conversationId, origin } = result.output;
  return { conversationId, ...(origin !== undefined && { origin }) };
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
