import type { RecordTrouble, TroubleKind } from '../record/protocol';

const untilClosed =
  'What is new is kept until this window closes, and written as soon as that is possible.';

/** What has happened to the record of conversations, and what to do. */
export function recordTroubleSentence({ kind, setAside = '' }: RecordTrouble): string {
  switch (kind) {
    case 'full':
      return `The disk is full: conversations cannot be kept. ${untilClosed} Make room.`;
    case 'readOnly':
      return `The folder of this extension cannot be written: conversations cannot be kept. ${untilClosed} Allow writing.`;
    case 'locked':
      return `Another program holds the record of conversations. ${untilClosed}`;
    case 'corrupt':
      return `The record of conversations is damaged. It was set aside as ${setAside}, and a new one was begun.`;
    case 'newer':
      return 'The record of conversations is of a newer version of this extension: it is shown and not written. What is new is kept until this window closes. Update the extension.';
    case 'foreign':
      return `history.sqlite in the folder of this extension is no record of conversations, or not a whole one: it is left as it is. ${untilClosed} Move that file away.`;
    case 'unexpected':
      return `The record of conversations cannot be written. ${untilClosed} The log has the reason.`;
    case 'unavailable':
      return 'This VS Code brings no database (node:sqlite): conversations are kept until this window closes. Copy their IDs.';
  }
}

/** Why history was not deleted, and what to do. */
export function notDeletedSentence(why: TroubleKind | 'busy'): string {
  return `Nothing is deleted. ${waysToDelete[why]}`;
}

const again = 'delete all history again.';
const waysToDelete: Record<TroubleKind | 'busy', string> = {
  busy: `Another window has an answer under way. Stop it there, then ${again}`,
  locked: `Another program holds the record of conversations. Close it, then ${again}`,
  readOnly: `The folder of this extension cannot be written. Allow writing, then ${again}`,
  full: `The disk is full. Make room, then ${again}`,
  newer: `The record of conversations is of a newer version of this extension. Update the extension, then ${again}`,
  foreign:
    'history.sqlite in the folder of this extension is no record of conversations, or not a whole one. Remove that file by hand.',
  corrupt: `The record of conversations is damaged. Reload the window, then ${again}`,
  unavailable: `This VS Code brings no database (node:sqlite). Reload the window, then ${again}`,
  unexpected: `The record of conversations cannot be written; the log has the reason. Reload the window, then ${again}`,
};
