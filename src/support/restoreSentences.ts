import type { Restored, RestoreFailure } from '../record/protocol';

/** What has become of a file that was restored. */
export function restoredSentence(outcome: Restored, name: string): string {
  const { added, merged, unchanged, refused, kept, outdated } = outcome;
  const count = (number: number, what: string) => (number === 0 ? [] : [`${number} ${what}`]);
  const parts = [
    ...count(added, 'added'),
    ...count(merged, 'with messages that were missing'),
    ...count(unchanged, 'known already'),
    ...count(refused, 'not understood and left out'),
  ].join(', ');
  if (kept === 'refused' && parts === '') {
    return `Nothing of ${name} was restored: the disk did not take it. Restore it again later.`;
  }
  const told = `Conversations restored from ${name}: ${parts || 'none in it'}.`;
  if (kept === 'refused') {
    return `${told} The disk did not take all of it: restore it again later.`;
  }
  if (isGoneWithWindow(outcome)) {
    return `${told} History is off, so they are gone when this window closes.`;
  }
  return outdated === 0 ? told : `${told} ${outdatedSentence(outdated)}`;
}

/** Whether anything came in that is on no disk. */
export function isGoneWithWindow({ kept, added, merged }: Restored): boolean {
  return kept === 'inMemory' && added + merged > 0;
}

function outdatedSentence(count: number): string {
  const [are, them] = count === 1 ? ['conversation is', 'it'] : ['conversations are', 'them'];
  return `${count} ${are} older than userdesk.history.maxAgeDays allows and will be deleted again when the window is reloaded: pin ${them}, or change the setting.`;
}

export function restoreFailedSentence(failure: RestoreFailure, name: string): string {
  switch (failure) {
    case 'unreadable':
      return `${name} cannot be read.`;
    case 'noBackup':
      return `${name} is no backup of Userdesk's history. Choose a file that Back Up History wrote.`;
    case 'newer':
      return `${name} is of a newer version of this extension. Update the extension.`;
    case 'damaged':
      return `${name} is damaged. Nothing of it was restored.`;
    case 'tooLarge':
      return `${name} holds a conversation that is too large. Nothing of it was restored.`;
    case 'busy':
      return `Another backup is being restored. Wait for its end, then restore ${name}.`;
    case 'interrupted':
      return `Restoring ${name} was interrupted, so some of it may be missing. Restore it again.`;
    case 'withoutDatabase':
      return `${name} cannot be restored: this VS Code brings no database (node:sqlite).`;
  }
}
