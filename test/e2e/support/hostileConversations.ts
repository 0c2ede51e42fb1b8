import { DatabaseSync } from 'node:sqlite';
import type { BackupConversation } from '../../../src/record/backupFormat';
import { hostileTexts } from '../../support/hostileTexts';

const origin = 'https://api.userdesk.io';
const turns: BackupConversation['turns'] = [];
const noon = Date.UTC(2026, 0, 1, 12);

/** Of the same length, so that none begins like another one. */
const numberOf = (index: number) => String(index).padStart(3, '0');

/** A chatbot for each text, called by it. */
export const hostileChatbots = hostileTexts.map((name, index) => ({
  id: `bot-${numberOf(index)}`,
  name,
}));

/** Those that VS Code would make something of, if anything. They are pinned. */
const likely = [
  '$(beaker) $(sync~spin)',
  '[a](command:x) [b](https://evil.test) $(alert)',
  '![x](https://evil.test/x)',
  '\u202egpj.exe',
  `<img src=x onerror="globalThis.ran=1">`,
  '[click](command:userdesk.deleteAllHistory)',
];
export const likelyTitles = likely.map((text) => `titled-${numberOf(hostileTexts.indexOf(text))}`);

/** Two for each text: it is the title of the one, the greeting of the other, and their user. */
export const hostileConversations: readonly BackupConversation[] = hostileTexts.flatMap(
  (each, index) => {
    const number = numberOf(index);
    // The record has no half characters.
    const text = each.toWellFormed();
    const shared = {
      ...{ chatbot: { origin, id: `bot-${number}` }, userName: text, turns },
      createdAt: new Date(noon + 1_000 * index).toISOString(),
    };
    return [
      {
        ...{ ...shared, id: `titled-${number}`, title: text, note: text },
        ...(likely.includes(text) && { pinned: true }),
      },
      { ...shared, id: `greets-${number}`, greeting: text },
    ];
  },
);

type Raw = Pick<BackupConversation, 'id' | 'title' | 'note' | 'userName'>;

/** What Restore smooths out stands in the record as if another program had written it. */
export function writeRaw(recordFile: string, conversations: readonly Raw[]): void {
  const database = new DatabaseSync(recordFile);
  const write = database.prepare(
    'UPDATE conversations SET title = ?, note = ?, user_name = ? WHERE id = ?',
  );
  for (const { id, title = null, note = null, userName = null } of conversations) {
    write.run(title, note, userName, id);
  }
  database.close();
}
