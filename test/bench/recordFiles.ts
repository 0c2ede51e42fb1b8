import * as sqlite from 'node:sqlite';
import type { BackupConversation } from '../../src/record/backupFormat';
import { partsOf } from '../../src/record/backupParts';
import { openFile } from '../../src/record/openDatabase';
import { restoreParts } from '../../src/record/restore';
import { benchChatbot, shownText } from './benchIds';

/** Typed letter by letter: the one stands in most messages, the other in one of a thousand. */
export const typedWords = { common: 'deliv', rare: 'zircon' } as const;

/** From so many letters on it is searched. */
export const fewestLetters = 2;

/** The newest conversation: the one on top while nothing is searched. */
export const newest = { id: 'bench-newest', title: 'The newest of all' } as const;

/** The title of the newest conversation in which these first letters of a word are found. */
export function firstHitTitle(letters: string): string {
  return `First hit of ${letters}`;
}

const turnsEach = 10;
const dayMs = 24 * 60 * 60 * 1_000;
const spanMs = 730 * dayMs;
const atOnce = 500;

/**
 * Writes a record as the extension would have: two years of conversations with 20 messages each,
 * ended by those that are looked for.
 * @param count of conversations, 10 or more
 */
export function writeRecord(path: string, count: number, origin: string): void {
  const store = openFile(sqlite, path, 1_000, () => undefined);
  // Nothing of it is missed if this is broken off.
  store.sql.exec('PRAGMA synchronous = OFF');
  const text = new Texts();
  const last = [...firstHits(origin, text), conversation(origin, text, newest)];
  const others = count - last.length;
  const start = Date.now() - spanMs;
  const at = (index: number) => new Date(start + (index * spanMs) / count).toISOString();
  for (let done = 0; done < count; done += atOnce) {
    const indexes = Array.from({ length: Math.min(atOnce, count - done) }, (_, of) => done + of);
    const conversations = indexes.map((index) => ({
      ...(last[index - others] ?? usual(origin, text, index)),
      createdAt: at(index),
    }));
    const parts = conversations.flatMap((each) => [...(partsOf(each) ?? [])]);
    const restored = { added: 0, merged: 0, unchanged: 0 };
    store.sql.transaction(() => {
      restoreParts(
        store,
        parts.map(({ found }) => found),
        restored,
      );
    });
    if (restored.added !== conversations.length) throw new Error('The record was not written.');
  }
  store.sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  store.sql.close();
}

/** The more letters, the older: each further letter puts another one on top. */
function firstHits(origin: string, text: Texts): BackupConversation[] {
  const titles = Object.values(typedWords).flatMap((word) =>
    Array.from({ length: word.length - fewestLetters + 1 }, (_, more) =>
      firstHitTitle(word.slice(0, fewestLetters + more)),
    ),
  );
  return titles.toReversed().map((title, index) => {
    return conversation(origin, text, { id: `bench-hit-${index}`, title });
  });
}

function usual(origin: string, text: Texts, index: number): BackupConversation {
  const rare = index % 1_000 === 0 ? `${typedWords.rare}ium` : undefined;
  const shared = conversation(origin, text, { id: `bench-${index}` }, `${typedWords.common}ery`);
  return {
    ...shared,
    chatbot: { origin, id: index % 3 === 0 ? benchChatbot : String(index % 7) },
    userName: `User ${index % 500}`,
    userEmail: `user${index % 500}@example.com`,
    ...(rare !== undefined && { note: `${text.some(3)} ${rare}` }),
  };
}

function conversation(
  origin: string,
  text: Texts,
  names: { id: string; title?: string },
  common?: string,
): BackupConversation {
  const sentAt = new Date(0).toISOString();
  return {
    chatbot: { origin, id: benchChatbot },
    greeting: `${shownText} ${text.some(6, common)}`,
    createdAt: sentAt,
    ...names,
    turns: Array.from({ length: turnsEach }, (_, number) => ({
      id: `turn-${number}`,
      message: text.some(8, common),
      sentAt,
      // What the page ends with tells that it is painted.
      answer: number === turnsEach - 1 ? shownText : text.some(25, common),
      state: 'done',
    })),
  };
}

const syllables = 'ka ro mi ten sol ver qua lim por pes tin gra hul bez nor fa'.split(' ');
const wordCount = 20_000;

/** Words as unevenly spread as those of a language, and the same at every run. */
class Texts {
  private seed = 42;

  /** @param common one of twenty words is this one */
  some(count: number, common?: string): string {
    return Array.from({ length: count }, () =>
      common !== undefined && this.random() < 0.05 ? common : this.word(),
    ).join(' ');
  }

  private word(): string {
    const number = Math.floor(wordCount * this.random() ** 3) + 17;
    return Array.from(number.toString(16), (digit) => syllables[parseInt(digit, 16)]).join('');
  }

  private random(): number {
    this.seed = (this.seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return this.seed / 0x7fffffff;
  }
}
