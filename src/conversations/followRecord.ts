import type { ConversationRef, RecordTrouble } from '../record/protocol';
import type { ChatSessions } from './chatSessions';
import type { RecordClient } from './recordClient';

/** What is written in a burst is told once. */
const gatheredMs = 50;

/** Brings what is open up to date with the record, and tells what happens to that. */
export function followRecord(
  record: Pick<RecordClient, 'listen'>,
  sessions: Pick<ChatSessions, 'refresh'>,
  {
    notices,
    changed,
    written,
    deleted,
  }: {
    notices: { recordTrouble: (trouble: RecordTrouble) => void };
    /** `turnsOf`: all of it was said in these conversations, and nothing else has changed. */
    changed: (turnsOf: readonly ConversationRef[] | undefined) => void;
    /** At once, and in which conversations. */
    written: (conversations: readonly ConversationRef[] | 'any') => void;
    /** By another window. */
    deleted: (conversations: readonly ConversationRef[] | 'all') => void;
  },
): { dispose: () => void } {
  let telling: NodeJS.Timeout | undefined;
  let turnsOf: ConversationRef[] | undefined = [];
  const stop = record.listen((event) => {
    if (event.type === 'trouble') {
      notices.recordTrouble(event.trouble);
      return;
    }
    if (event.type === 'deleted') {
      deleted(event.conversations);
      return;
    }
    if (event.isTurn) turnsOf?.push(...event.conversations);
    else turnsOf = undefined;
    telling ??= setTimeout(() => {
      telling = undefined;
      const gathered = turnsOf;
      turnsOf = [];
      changed(gathered);
    }, gatheredMs);
    written(event.conversations);
    if (!event.isOwn) void sessions.refresh(event.conversations);
  });
  return {
    dispose: () => {
      clearTimeout(telling);
      stop();
    },
  };
}
